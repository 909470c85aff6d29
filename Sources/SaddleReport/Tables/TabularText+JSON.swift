extension TabularText {
  /// One array of objects; see ``TableFormat/json``.
  var json: String {
    let objects = jsonObjects
    return objects.isEmpty ? "[]\n" : "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }

  /// One object a line; see ``TableFormat/jsonl``.
  var jsonLines: String { jsonObjects.map { $0 + "\n" }.joined() }

  private var jsonObjects: [String] {
    let keys = uniqueNames.map(Self.quoted)
    return rows.indices.map { row in
      let members = columns.indices.map { "\(keys[$0]):\(Self.value(cell(row, $0)))" }
      return "{" + members.joined(separator: ",") + "}"
    }
  }

  /// The columns' names, with `_2`, `_3`, … after those that came before.
  private var uniqueNames: [String] {
    var used: Set<String> = []
    return columns.map { column in
      var name = column.name
      var number = 2
      while !used.insert(name).inserted {
        name = "\(column.name)_\(number)"
        number += 1
      }
      return name
    }
  }

  private static func value(_ cell: Cell) -> String {
    switch cell {
    case .text(let words): quoted(words)
    case .integer(let number): String(number)
    case .real(let number):
      if number.isFinite {
        NumberText.exact(number)
      } else {
        number.isNaN ? "\"NaN\"" : number < 0 ? "\"-Infinity\"" : "\"Infinity\""
      }
    case .null: "null"
    case .blob(let bytes): quoted(Cell.hexadecimal(bytes))
    }
  }

  private static func quoted(_ words: String) -> String {
    var text = "\""
    for scalar in words.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{00}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
