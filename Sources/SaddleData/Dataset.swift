/// Samples to train on: n rows of one shape, in a fixed order.
///
///     let digits = try Dataset(specification: "digits")     // 1,797 of [8, 8, 1], in [−1, 1]
///     let order = ShuffledRows(count: digits.rowCount, seed: 7)
///     digits.read(rows: order.batch(0, size: 64), into: buffer)
///
/// Images are [height, width, channels], with gray 0 and 255 (or what the file's `range` says) at −1
/// and 1. Files are mapped, so that only the pages that are read take memory; a mapped file must not
/// be shortened while it is in use.
public struct Dataset: Sendable {
  /// What the user typed to get it.
  public let specification: String
  /// The shape of one sample: [2] for points of the plane, [height, width, channels] for images.
  public let sampleShape: [Int]
  /// Where the samples come from.
  public let source: any SampleSource
  /// Which class each sample belongs to; nil if that is not known.
  public let labels: Labels?
  /// The mixture that the samples are drawn from; nil if they are not, or that is not known.
  public let mixture: GaussianMixture?
  /// Sixteen hexadecimal digits that are the same for the same samples, wherever they lie.
  public let digest: String

  /// Joins the parts.
  ///
  /// - Precondition: samples of `sampleShape` hold as many values as those of `source`.
  public init(
    specification: String, sampleShape: [Int], source: any SampleSource, labels: Labels? = nil,
    mixture: GaussianMixture? = nil
  ) {
    precondition(
      sampleShape.reduce(1, *) == source.valueCount,
      "samples of shape \(sampleShape) do not hold \(source.valueCount) values")
    self.specification = specification
    self.sampleShape = sampleShape
    self.source = source
    self.labels = labels
    self.mixture = mixture
    digest = source.digest
  }

  /// The rows of a table as they are, one sample per row.
  public init(_ table: DataTable, specification: String = "table") {
    self.init(
      specification: specification, sampleShape: [table.columnCount], source: TableSource(table))
  }

  /// n: the number of samples.
  public var rowCount: Int { source.rowCount }

  /// The number of values of one sample.
  public var valueCount: Int { source.valueCount }

  /// Whether samples are images: [height, width, 1 or 3].
  public var holdsImages: Bool {
    sampleShape.count == 3 && (sampleShape[2] == 1 || sampleShape[2] == 3)
  }

  /// Writes samples one after the other.
  ///
  /// - Precondition: rows are 0 … n − 1, and `buffer` holds exactly their values.
  public func read(rows: [Int], into buffer: UnsafeMutableBufferPointer<Float>) {
    let size = valueCount
    precondition(
      buffer.count == rows.count * size,
      "\(rows.count) samples of \(size) values do not fill \(buffer.count)")
    for (index, row) in rows.enumerated() {
      precondition((0..<rowCount).contains(row), "no row \(row) of \(rowCount)")
      source.read(
        row: row,
        into: UnsafeMutableBufferPointer(rebasing: buffer[(index * size)..<((index + 1) * size)]))
    }
  }

  /// Samples one after the other, in a new array.
  public func samples(rows: [Int]) -> [Float] {
    [Float](unsafeUninitializedCapacity: rows.count * valueCount) { buffer, count in
      let size = rows.count * valueCount
      buffer.initialize(repeating: 0)
      read(rows: rows, into: UnsafeMutableBufferPointer(rebasing: buffer[..<size]))
      count = size
    }
  }

  /// All samples as a table of doubles: for a table that was read as it is, the file's own numbers.
  ///
  /// Cost: 8 bytes per value.
  public var table: DataTable {
    if let source = source as? TableSource, source.range == nil { return source.table }
    let values = samples(rows: Array(0..<rowCount)).map(Double.init)
    return DataTable(columnNames: (1...valueCount).map { "column\($0)" }, values: values)
  }
}
