/// Where the samples of a data set come from: a table, a mapped file, a formula.
///
/// Reading is pure: the same row gives the same bits, from any thread.
public protocol SampleSource: Sendable {
  /// n: the number of samples.
  var rowCount: Int { get }

  /// The number of values of one sample.
  var valueCount: Int { get }

  /// Tells by sixteen hexadecimal digits whether the samples are the same as before; may read all.
  var digest: String { get }

  /// Writes the values of one sample.
  ///
  /// - Precondition: 0 ≤ `row` < ``rowCount``, and `sample` holds ``valueCount`` values.
  func read(row: Int, into sample: UnsafeMutableBufferPointer<Float>)
}
