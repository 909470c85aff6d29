/// A key, or what it asks of a line.
public enum Key: Hashable, Sendable {
  /// A printable character.
  case character(Character)
  /// Enter, or a line feed that was pasted.
  case enter
  /// Tab.
  case complete
  /// The cursor goes one character to the left or right.
  case left, right
  /// The cursor goes one word to the left or right.
  case wordLeft, wordRight
  /// The cursor goes to the first place or behind the last.
  case home, end
  /// The older or the newer line of the history.
  case older, newer
  /// The character before the cursor goes, or the one at it.
  case deleteBackward, deleteForward
  /// The word before the cursor goes, all before it, all after it.
  case killWord, killToStart, killToEnd
  /// Ctrl-C: the line is given up.
  case cancel
  /// Ctrl-D: the end of the input on an empty line, else as ``deleteForward``.
  case endOfInput
  /// Ctrl-L: the screen is cleared.
  case clearScreen
}

/// Reads keys from the bytes that a terminal sends: UTF-8, control characters, and the sequences of
/// ECMA-48 and of xterm for arrows and the like.
///
/// What it does not know is swallowed whole, so that no stray letters land in the line. After Escape
/// the next byte decides; Escape alone does nothing.
public struct KeyDecoder: Sendable {
  private enum State {
    case ground
    case scalar([UInt8], count: Int)
    case escape
    case sequence([UInt8])
    case single
  }

  private var state = State.ground

  /// Begins between two keys.
  public init() {}

  /// Takes the next byte; returns the key that it completes.
  public mutating func key(from byte: UInt8) -> Key? {
    switch state {
    case .ground: return ground(byte)
    case .scalar(let bytes, let count): return scalar(bytes + [byte], count)
    case .escape: return escape(byte)
    case .sequence(let bytes): return sequence(bytes + [byte])
    case .single:
      state = .ground
      return Self.cursorKeys[byte]
    }
  }

  private mutating func ground(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x1B:
      state = .escape
      return nil
    case 0x20..<0x7F: return .character(Character(Unicode.Scalar(byte)))
    case 0xC2...0xDF: return begin(byte, count: 2)
    case 0xE0...0xEF: return begin(byte, count: 3)
    case 0xF0...0xF4: return begin(byte, count: 4)
    default: return Self.controls[byte]
    }
  }

  private mutating func begin(_ byte: UInt8, count: Int) -> Key? {
    state = .scalar([byte], count: count)
    return nil
  }

  private mutating func scalar(_ bytes: [UInt8], _ count: Int) -> Key? {
    guard let byte = bytes.last, byte & 0xC0 == 0x80 else {
      state = .ground
      return bytes.last.flatMap { ground($0) }
    }
    guard bytes.count == count else {
      state = .scalar(bytes, count: count)
      return nil
    }
    state = .ground
    guard let text = String(validating: bytes, as: UTF8.self),
      let scalar = text.unicodeScalars.first,
      scalar.properties.generalCategory != .control
    else { return nil }
    return .character(Character(scalar))
  }

  private mutating func escape(_ byte: UInt8) -> Key? {
    switch byte {
    case UInt8(ascii: "["): state = .sequence([])
    case UInt8(ascii: "O"): state = .single
    case 0x1B: state = .escape
    default:
      state = .ground
      return Self.metaKeys[byte]
    }
    return nil
  }

  /// A control sequence ends with a byte from @ to ~; numbers stand before it.
  private mutating func sequence(_ bytes: [UInt8]) -> Key? {
    guard let last = bytes.last, (0x40...0x7E).contains(last) || bytes.count > 32 else {
      state = .sequence(bytes)
      return nil
    }
    state = .ground
    let numbers = String(decoding: bytes.dropLast(), as: UTF8.self)
    if last == UInt8(ascii: "~") { return Self.editingKeys[numbers] }
    // 1;5C and 1;3C are the arrow with Ctrl and with Alt.
    if numbers.hasSuffix(";5") || numbers.hasSuffix(";3") {
      switch last {
      case UInt8(ascii: "C"): return .wordRight
      case UInt8(ascii: "D"): return .wordLeft
      default: break
      }
    }
    return Self.cursorKeys[last]
  }

  private static let controls: [UInt8: Key] = [
    0x01: .home, 0x02: .left, 0x03: .cancel, 0x04: .endOfInput, 0x05: .end, 0x06: .right,
    0x08: .deleteBackward, 0x09: .complete, 0x0A: .enter, 0x0B: .killToEnd, 0x0C: .clearScreen,
    0x0D: .enter, 0x0E: .newer, 0x10: .older, 0x15: .killToStart, 0x17: .killWord,
    0x7F: .deleteBackward,
  ]
  private static let cursorKeys: [UInt8: Key] = [
    UInt8(ascii: "A"): .older, UInt8(ascii: "B"): .newer, UInt8(ascii: "C"): .right,
    UInt8(ascii: "D"): .left, UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
  ]
  private static let editingKeys: [String: Key] = [
    "1": .home, "3": .deleteForward, "4": .end, "7": .home, "8": .end,
  ]
  private static let metaKeys: [UInt8: Key] = [
    UInt8(ascii: "b"): .wordLeft, UInt8(ascii: "f"): .wordRight, 0x7F: .killWord,
  ]
}
