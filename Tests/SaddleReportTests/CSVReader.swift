/// Reads CSV back, to test what was written: fields with whether they were quoted.
struct CSVReader {
  struct Field: Equatable {
    var text: String
    var isQuoted: Bool
  }

  static func rows(_ text: String) -> [[Field]] {
    var rows: [[Field]] = []
    var row: [Field] = []
    var field = Field(text: "", isQuoted: false)
    var isInside = false
    var scalars = text.unicodeScalars.makeIterator()
    var pending = scalars.next()
    while let scalar = pending {
      pending = scalars.next()
      if isInside {
        if scalar != "\"" {
          field.text.unicodeScalars.append(scalar)
        } else if pending == "\"" {
          field.text += "\""
          pending = scalars.next()
        } else {
          isInside = false
        }
      } else if scalar == "\"" {
        isInside = true
        field.isQuoted = true
      } else if scalar == "," || scalar == "\n" {
        row.append(field)
        field = Field(text: "", isQuoted: false)
        if scalar == "\n" {
          rows.append(row)
          row = []
        }
      } else {
        field.text.unicodeScalars.append(scalar)
      }
    }
    return rows
  }
}
