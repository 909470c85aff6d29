/// A named query: a `.sql` file of this folder, one statement with named parameters.
package struct NamedQuery: Sendable {
  /// The path below `queries/` without `.sql`, such as `run/list`: the name that users type.
  package let name: String
  /// The SQL, comments included.
  package let text: String

  /// The folder, such as `run`.
  package var group: Substring { name.prefix { $0 != "/" } }

  /// False for the statements that the store itself runs: those of `record/`, `edit/`, `read/` and
  /// `upkeep/`.
  package var isPublic: Bool { !["record", "edit", "read", "upkeep"].contains(group) }

  /// The leading comment, line by line: what comes back, in what order, by which index.
  package var comment: [String] {
    text.split(separator: "\n")
      .prefix { $0.hasPrefix("--") }
      .map { String($0.dropFirst(2).drop { $0 == " " }) }
  }

  /// The parameters in order of first appearance, without their colons.
  package var parameters: [String] {
    var names: [String] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("--") {
      for piece in line.split(separator: ":").dropFirst(line.hasPrefix(":") ? 0 : 1) {
        let name = piece.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        if !name.isEmpty && !names.contains(String(name)) { names.append(String(name)) }
      }
    }
    return names
  }
}
