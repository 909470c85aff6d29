/// The rows of a table in memory.
struct TableSource: SampleSource {
  let table: DataTable
  /// The values that −1 and 1 stand for; nil leaves the numbers as they are.
  let range: ClosedRange<Double>?

  init(_ table: DataTable, range: ClosedRange<Double>? = nil) {
    self.table = table
    self.range = range
  }

  var rowCount: Int { table.rowCount }
  var valueCount: Int { table.columnCount }

  var digest: String {
    var digest = DataDigest()
    for value in table.values { digest.combine(value.bitPattern) }
    if let range {
      digest.combine(range.lowerBound.bitPattern)
      digest.combine(range.upperBound.bitPattern)
    }
    return digest.text
  }

  func read(row: Int, into sample: UnsafeMutableBufferPointer<Float>) {
    let start = row * valueCount
    if let range {
      let width = range.upperBound - range.lowerBound
      for index in 0..<valueCount {
        sample[index] = Float(2 * ((table.values[start + index] - range.lowerBound) / width) - 1)
      }
    } else {
      for index in 0..<valueCount { sample[index] = Float(table.values[start + index]) }
    }
  }
}
