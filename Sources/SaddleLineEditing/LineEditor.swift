/// Reads lines that are typed at a terminal, with a history and completion.
///
/// Bytes come in and text goes out through two functions, so that it can be tested without a terminal.
/// A line longer than the terminal is wide moves under its cursor. The program does without GNU
/// readline, whose license is not ours, and without libedit, so that its binary runs where neither is
/// installed.
public struct LineEditor {
  /// How a line ended.
  public enum Ending: Hashable, Sendable {
    /// With Enter.
    case line(String)
    /// With Ctrl-C: it is to be forgotten.
    case cancelled
    /// There is no more input.
    case endOfInput
  }

  /// What a word that is being typed can become.
  public struct Completion: Hashable, Sendable {
    /// How many characters before the cursor are the word.
    public var length: Int
    /// What the word can become, in the order in which it is shown.
    public var candidates: [String]

    /// Joins the two.
    public init(length: Int, candidates: [String]) {
      self.length = length
      self.candidates = candidates
    }
  }

  /// The terminal: what it sends, what it shows.
  public struct Device {
    /// The next byte that was typed; nil at the end.
    public var read: () -> UInt8?
    /// Shows text, with control sequences.
    public var write: (String) -> Void
    /// The columns of the terminal; it may change while a line is typed.
    public var columns: () -> Int
    /// The columns that a character takes.
    public var width: (Character) -> Int

    /// Joins the four.
    public init(
      read: @escaping () -> UInt8?, write: @escaping (String) -> Void,
      columns: @escaping () -> Int, width: @escaping (Character) -> Int
    ) {
      self.read = read
      self.write = write
      self.columns = columns
      self.width = width
    }
  }

  /// The lines that were typed before, the oldest first.
  public private(set) var history: [String]
  private let device: Device
  private let complete: (String) -> Completion
  private var decoder = KeyDecoder()

  /// Prepares to read.
  ///
  /// - Parameters:
  ///   - device: the terminal.
  ///   - history: lines of earlier sessions, the oldest first.
  ///   - complete: given what stands before the cursor, says what its last word can become.
  public init(
    _ device: Device, history: [String] = [],
    complete: @escaping (String) -> Completion = { _ in Completion(length: 0, candidates: []) }
  ) {
    self.device = device
    self.history = history
    self.complete = complete
  }

  /// Reads one line, and adds it to the history unless it is blank or the same as the last.
  public mutating func readLine(prompt: String) -> Ending {
    var buffer = LineBuffer()
    // What the history shows, and what was typed before it was looked at.
    var drafts = history + [""]
    var place = history.count
    show(buffer, prompt)
    while let byte = device.read() {
      guard let key = decoder.key(from: byte) else { continue }
      switch key {
      case .enter:
        buffer.apply(.end)
        show(buffer, prompt)
        device.write("\r\n")
        remember(buffer.text)
        return .line(buffer.text)
      case .cancel:
        buffer.apply(.end)
        show(buffer, prompt)
        device.write("^C\r\n")
        return .cancelled
      case .endOfInput where buffer.characters.isEmpty:
        device.write("\r\n")
        return .endOfInput
      case .older, .newer:
        let next = place + (key == .older ? -1 : 1)
        guard drafts.indices.contains(next) else { continue }
        drafts[place] = buffer.text
        place = next
        buffer = LineBuffer(drafts[place])
      case .complete: completeWord(in: &buffer)
      case .clearScreen: device.write("\u{1B}[H\u{1B}[2J")
      default: buffer.apply(key)
      }
      show(buffer, prompt)
    }
    device.write("\r\n")
    return .endOfInput
  }

  private mutating func remember(_ line: String) {
    guard !line.allSatisfy(\.isWhitespace), line != history.last else { return }
    history.append(line)
  }

  private func width(of text: some Sequence<Character>) -> Int {
    text.reduce(0) { $0 + device.width($1) }
  }

  /// Writes the line anew: as much of it as fits, with the cursor in it.
  private func show(_ buffer: LineBuffer, _ prompt: String) {
    let start = width(of: prompt)
    let room = max(1, device.columns() - 1 - start)
    var first = 0
    var used = width(of: buffer.characters[..<buffer.cursor])
    while used > room, first < buffer.cursor {
      used -= device.width(buffer.characters[first])
      first += 1
    }
    var shown = ""
    var taken = 0
    for character in buffer.characters[first...] {
      taken += device.width(character)
      if taken > room { break }
      shown.append(character)
    }
    let column = start + used
    device.write("\r\(prompt)\(shown)\u{1B}[K\r" + (column > 0 ? "\u{1B}[\(column)C" : ""))
  }

  /// Completes the word as far as all candidates agree, or lists them where they do not.
  private func completeWord(in buffer: inout LineBuffer) {
    let head = buffer.head
    let completion = complete(head)
    guard let first = completion.candidates.first else {
      device.write("\u{7}")
      return
    }
    let common = completion.candidates.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    let word = head.suffix(completion.length)
    if completion.candidates.count == 1 || common.count > word.count {
      buffer.replaceHead(with: head.dropLast(completion.length) + common)
    } else {
      list(completion.candidates)
    }
  }

  /// Shows candidates below the line, in columns; of very many, the first hundred.
  private func list(_ candidates: [String]) {
    let most = 100
    let shown = candidates.prefix(most).map { $0.trimmingSuffix { $0 == " " } }
    let widths = shown.map { width(of: $0) }
    let column = (widths.max() ?? 0) + 2
    let perLine = max(1, (device.columns() - 1) / column)
    var text = "\r\n"
    for (index, candidate) in shown.enumerated() {
      let isLast = index % perLine == perLine - 1 || index == shown.count - 1
      text += candidate
      text += isLast ? "\r\n" : String(repeating: " ", count: column - widths[index])
    }
    if candidates.count > most { text += "… and \(candidates.count - most) more\r\n" }
    device.write(text)
  }
}

extension String {
  /// What two texts begin with, apart from the case of letters; in the words of the first.
  fileprivate func commonPrefix(with other: String) -> String {
    String(
      zip(self, other).prefix { $0.lowercased() == $1.lowercased() }.map(\.0))
  }

  fileprivate func trimmingSuffix(while isSurplus: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, isSurplus(last) { text.removeLast() }
    return text
  }
}
