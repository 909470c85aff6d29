import SaddleData
import Testing

@Suite struct DigitsTests {
  /// Examples/data/ of this checkout.
  private static func path(_ name: String) -> String {
    #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
      + "/Examples/data/" + name
  }

  @Test("The shipped digits are 1,797 images of 64 gray values from 0 to 16")
  func digits() throws {
    let table = try DataTable(csvFile: Self.path("digits.csv"))
    #expect(table.rowCount == 1_797)
    #expect(table.columnCount == 64)
    #expect(table.columnNames.first == "p00")
    #expect(table.columnNames.last == "p77")
    #expect(table.values.allSatisfy { $0 == $0.rounded() && (0...16).contains($0) })
    #expect(table.values.reduce(0, +) == 561_718)
    #expect(table.values[..<6] == [0, 0, 5, 13, 9, 1])
  }

  @Test("The shipped labels name one of ten digits for every image")
  func labels() throws {
    let table = try DataTable(csvFile: Self.path("digits-labels.csv"))
    #expect(table.columnNames == ["digit"])
    #expect(table.rowCount == 1_797)
    #expect(Set(table.values) == Set((0...9).map(Double.init)))
  }

  @Test("The data set 'digits' is those images with white at −1 and black at 1, labeled")
  func dataset() throws {
    let data = try Dataset(specification: "digits")
    #expect(data.rowCount == 1_797)
    #expect(data.sampleShape == [8, 8, 1])
    #expect(Array(data.samples(rows: [0])[..<6]) == [-1, -1, -0.375, 0.625, 0.125, -0.875])
    #expect(data.labels?.classCount == 10)
    #expect((0..<10).map { data.labels?[$0] } == Array(0...9))
    let padded = try Dataset(specification: "digits:pad=16")
    #expect(padded.sampleShape == [16, 16, 1])
    #expect(padded.digest != data.digest)
  }
}
