import Foundation

/// Writes a Swift file that holds the text of SQL files: `embed-sql OUTPUT NAMESPACE TYPE FOLDER FILE…`.
///
/// Each file becomes a `static let` of TYPE in an enum per subfolder
/// (`run/list.sql` → `NAMESPACE.Run.list`), so that a renamed file is a compile error where it is
/// used. The leading `--` lines become the doc comment, and `NAMESPACE.all` lists the files by name.
@main
struct EmbedSQLTool {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 5 else {
      throw Misuse(description: "usage: embed-sql OUTPUT NAMESPACE TYPE FOLDER FILE…")
    }
    let folder = URL(filePath: arguments[4], directoryHint: .isDirectory)
    let files = try arguments[5...].map { path in
      SQLSource(
        path: path, text: try String(contentsOf: folder.appending(path: path), encoding: .utf8))
    }
    let text = render(files, namespace: arguments[2], type: arguments[3])
    try text.write(toFile: arguments[1], atomically: true, encoding: .utf8)
  }

  struct Misuse: Error, CustomStringConvertible {
    let description: String
  }

  struct SQLSource {
    let path: String
    let text: String

    var group: String? {
      path.contains("/") ? path.split(separator: "/").first.map(String.init) : nil
    }
    var name: String { String(path.dropLast(".sql".count)) }

    /// `0001_create_run` → `_0001CreateRun`; `first-below` → `firstBelow`.
    var identifier: String {
      let last = name.split(separator: "/").last.map(String.init) ?? name
      let words = last.split { $0 == "-" || $0 == "_" }.map(String.init)
      let joined = words.enumerated()
        .map { $0.offset == 0 ? $0.element : $0.element.capitalizedFirst }
        .joined()
      return joined.first?.isNumber == true ? "_" + joined : joined
    }

    var comment: [String] {
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .prefix { $0.hasPrefix("--") }
        .map { $0.dropFirst(2).drop { $0 == " " }.description }
    }

    func declaration(type: String) -> String {
      var lines = comment.map { $0.isEmpty ? "///" : "/// \($0)" }
      lines.append("package static let `\(identifier)` = \(type)(")
      lines.append("  name: \"\(name)\",")
      lines.append("  text: ##\"\"\"")
      lines += text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      lines.append("\"\"\"##)")
      return lines.joined(separator: "\n")
    }
  }

  static func render(_ files: [SQLSource], namespace: String, type: String) -> String {
    var lines = ["// Written by embed-sql. Do not edit."]
    lines.append("package enum \(namespace) {")
    lines += files.filter { $0.group == nil }.map { $0.declaration(type: type) }
    for group in Set(files.compactMap(\.group)).sorted() {
      lines.append("package enum \(group.capitalizedFirst) {")
      lines += files.filter { $0.group == group }.map { $0.declaration(type: type) }
      lines.append("}")
    }
    let references = files.map { file in
      [file.group?.capitalizedFirst, "`\(file.identifier)`"].compactMap(\.self)
        .joined(separator: ".")
    }
    lines.append("package static let all: [\(type)] = [\(references.joined(separator: ", "))]")
    lines.append("}")
    return lines.joined(separator: "\n") + "\n"
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
