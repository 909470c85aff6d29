/// Finds where a text is not well-formed XML: enough of the grammar for the report's own pages.
struct XMLChecker {
  /// What is wrong, in words; empty if nothing is.
  private(set) var complaints: [String] = []
  /// The values of the attribute `d` of each path.
  private(set) var paths: [String] = []
  /// The texts between tags, entities still escaped.
  private(set) var texts: [String] = []
  /// The names of the elements, in order.
  private(set) var elements: [String] = []

  init(_ page: String) {
    var open: [String] = []
    var rest = page[...]
    if rest.hasPrefix("<!DOCTYPE html>") { rest = rest.dropFirst(15) }
    while let start = rest.firstIndex(of: "<") {
      check(text: rest[..<start])
      guard let end = rest[start...].firstIndex(of: ">") else {
        complaints.append("a tag does not end: \(rest[start...].prefix(40))")
        return
      }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        let name = String(tag.dropFirst())
        if open.popLast() != name { complaints.append("</\(name)> closes another element") }
        continue
      }
      let isEmpty = tag.hasSuffix("/")
      let name = String(tag.prefix { $0 != " " && $0 != "/" && $0 != "\n" })
      elements.append(name)
      check(attributes: (isEmpty ? tag.dropLast() : tag).dropFirst(name.count), of: name)
      if !isEmpty { open.append(name) }
    }
    check(text: rest)
    if !open.isEmpty { complaints.append("not closed: \(open)") }
  }

  private mutating func check(text: Substring) {
    if text.contains(">"), !["script", "style"].contains(elements.last) {
      complaints.append("a bare > in: \(text.prefix(60))")
    }
    checkEntities(text)
    if !text.allSatisfy(\.isWhitespace) { texts.append(String(text)) }
  }

  private mutating func check(attributes: Substring, of name: String) {
    var rest = attributes.drop(while: \.isWhitespace)
    var seen: Set<String> = []
    while !rest.isEmpty {
      guard let equals = rest.firstIndex(of: "=") else {
        complaints.append("no value in <\(name)>: \(rest)")
        return
      }
      let attribute = String(rest[..<equals])
      if !seen.insert(attribute).inserted { complaints.append("\(attribute) twice in <\(name)>") }
      let value = rest[rest.index(after: equals)...]
      guard value.first == "\"", let end = value.dropFirst().firstIndex(of: "\"") else {
        complaints.append("\(attribute) of <\(name)> is not quoted")
        return
      }
      let text = value[value.index(after: value.startIndex)..<end]
      checkEntities(text)
      if attribute == "d" { paths.append(String(text)) }
      rest = value[value.index(after: end)...].drop(while: \.isWhitespace)
    }
  }

  private mutating func checkEntities(_ text: Substring) {
    let known = ["amp;", "lt;", "gt;", "quot;", "#39;"]
    for part in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst()
    where !known.contains(where: part.hasPrefix) {
      complaints.append("a bare & before: \(part.prefix(40))")
    }
    let isControl = { (scalar: Unicode.Scalar) in
      scalar.value < 0x20 && scalar != "\n" && scalar != "\t"
    }
    if text.unicodeScalars.contains(where: isControl) {
      complaints.append("a control character in: \(text.prefix(60))")
    }
  }
}
