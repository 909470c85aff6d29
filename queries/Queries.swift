/// A named query: a `.sql` file of this folder, one statement with named parameters.
package struct NamedQuery: Sendable {
  /// The path below `queries/` without `.sql`, such as `run/list`: the name that users type.
  package let name: String
  /// The SQL, comments included.
  package let text: String

  /// The leading comment: what comes back, in what order, by which index.
  package var summary: String {
    text.split(separator: "\n")
      .prefix { $0.hasPrefix("--") }
      .map { $0.dropFirst(2).drop { $0 == " " } }
      .joined(separator: " ")
  }
}
