/// Reads the header of an NPY file: a Python dictionary of three fixed keys.
struct NPYHeaderParser {
  /// What it says.
  struct Header {
    var type = ""
    var isColumnMajor = false
    var shape: [Int] = []
  }

  private let text: [UInt8]
  private var position = 0

  init(_ text: [UInt8]) { self.text = text }

  /// The header; nil if the text is none.
  mutating func header() -> Header? {
    var header = Header()
    var keys: Set<String> = []
    guard take("{") else { return nil }
    while !take("}") {
      guard let key = string(), keys.insert(key).inserted, take(":") else { return nil }
      switch key {
      case "descr":
        guard let type = string() else { return nil }
        header.type = type
      case "fortran_order":
        guard let word = word(), ["True", "False"].contains(word) else { return nil }
        header.isColumnMajor = word == "True"
      case "shape":
        guard let shape = tuple() else { return nil }
        header.shape = shape
      default: return nil
      }
      if !take(",") {
        guard take("}") else { return nil }
        break
      }
    }
    skipBlanks()
    return keys.count == 3 && position == text.count ? header : nil
  }

  private mutating func skipBlanks() {
    while position < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[position]) {
      position += 1
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard position < text.count, text[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func string() -> String? {
    guard take("'") else { return nil }
    let start = position
    while position < text.count, text[position] != UInt8(ascii: "'") { position += 1 }
    guard position < text.count else { return nil }
    defer { position += 1 }
    return String(validating: text[start..<position], as: UTF8.self)
  }

  private mutating func word() -> String? {
    skipBlanks()
    let start = position
    while position < text.count, (0x41...0x7A).contains(text[position]) { position += 1 }
    return String(validating: text[start..<position], as: UTF8.self)
  }

  private mutating func tuple() -> [Int]? {
    guard take("(") else { return nil }
    var values: [Int] = []
    while !take(")") {
      skipBlanks()
      let start = position
      while position < text.count, (0x30...0x39).contains(text[position]) { position += 1 }
      guard let value = Int(String(decoding: text[start..<position], as: UTF8.self)) else {
        return nil
      }
      values.append(value)
      if !take(",") { return take(")") ? values : nil }
    }
    return values
  }
}
