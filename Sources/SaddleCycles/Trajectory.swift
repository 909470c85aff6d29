/// What is judged: N steps of d channels, a row per step, evenly spaced.
///
/// Channels are parameters, or losses and gradient norms where no parameters are recorded. Values may
/// be anything, NaN included: the first row with one that is not finite is where the run blew up.
/// Whoever reads a history with gaps in its steps fills or cuts it first.
public struct Trajectory: Hashable, Sendable {
  /// N.
  public let stepCount: Int
  /// d.
  public let channelCount: Int
  /// The values, row by row.
  public let values: [Double]

  /// Reads N·d values, row by row.
  public init(values: [Double], channelCount: Int) throws(CycleError) {
    guard channelCount > 0 || values.isEmpty, channelCount >= 0 else {
      throw CycleError(.raggedRows, "\(values.count) values cannot fill \(channelCount) channels")
    }
    guard values.isEmpty || values.count.isMultiple(of: channelCount) else {
      throw CycleError(
        .raggedRows, "\(values.count) values do not fill rows of \(channelCount)",
        hint: "give every step one value per channel")
    }
    self.values = values
    self.channelCount = channelCount
    stepCount = values.isEmpty ? 0 : values.count / channelCount
  }

  /// Joins rows of equal length, a row per step.
  public init(rows: [[Double]]) throws(CycleError) {
    let width = rows.first?.count ?? 0
    if let odd = rows.firstIndex(where: { $0.count != width }) {
      throw CycleError(
        .raggedRows, "step \(odd) has \(rows[odd].count) values and step 0 has \(width)",
        hint: "give every step one value per channel")
    }
    guard rows.isEmpty || width > 0 else {
      throw CycleError(.raggedRows, "the steps have no values")
    }
    try self.init(values: rows.flatMap(\.self), channelCount: width)
  }

  /// Rows `range`, channel by channel.
  func samples(_ range: Range<Int>) -> Samples {
    var samples = Samples(zeros: range.count, channelCount)
    values.withUnsafeBufferPointer { values in
      samples.values.withUnsafeMutableBufferPointer { target in
        for step in range {
          for channel in 0..<channelCount {
            target[channel * range.count + step - range.lowerBound] =
              values[step * channelCount + channel]
          }
        }
      }
    }
    return samples
  }

  /// The means of `blockLength` rows each, the remainder dropped at the start, where the transient is.
  func blockMeans(ofLength blockLength: Int) -> Samples {
    let blockCount = stepCount / blockLength
    var samples = Samples(zeros: blockCount, channelCount)
    let first = stepCount - blockCount * blockLength
    let scale = 1 / Double(blockLength)
    values.withUnsafeBufferPointer { values in
      samples.values.withUnsafeMutableBufferPointer { target in
        for block in 0..<blockCount {
          for channel in 0..<channelCount {
            var position = (first + block * blockLength) * channelCount + channel
            var sum = 0.0
            for _ in 0..<blockLength {
              sum += values[position]
              position += channelCount
            }
            target[channel * blockCount + block] = sum * scale
          }
        }
      }
    }
    return samples
  }
}
