/// n samples of d channels, channel by channel: what every step of the analysis works on.
struct Samples {
  let count: Int
  let channelCount: Int
  /// Sample t of channel c at c·n + t.
  var values: [Double]

  init(zeros count: Int, _ channelCount: Int) {
    self.count = count
    self.channelCount = channelCount
    values = [Double](repeating: 0, count: count * channelCount)
  }

  subscript(sample: Int, channel: Int) -> Double {
    get { values[channel * count + sample] }
    set { values[channel * count + sample] = newValue }
  }

  /// Runs `body` on one channel's samples.
  func withChannel<Result>(
    _ channel: Int, _ body: (UnsafeBufferPointer<Double>) -> Result
  ) -> Result {
    values.withUnsafeBufferPointer { values in
      body(UnsafeBufferPointer(rebasing: values[(channel * count)..<((channel + 1) * count)]))
    }
  }

  /// Samples `range` of every channel.
  subscript(range: Range<Int>) -> Samples {
    if range == 0..<count { return self }
    var part = Samples(zeros: range.count, channelCount)
    for channel in 0..<channelCount {
      let offset = channel * count
      part.values.replaceSubrange(
        (channel * range.count)..<((channel + 1) * range.count),
        with: values[(offset + range.lowerBound)..<(offset + range.upperBound)])
    }
    return part
  }

  /// Σ over channels of the squares, sample by sample.
  var squaredNorms: [Double] {
    var norms = [Double](repeating: 0, count: count)
    for channel in 0..<channelCount {
      withChannel(channel) { values in
        norms.withUnsafeMutableBufferPointer { norms in
          for index in 0..<count { norms[index] += values[index] * values[index] }
        }
      }
    }
    return norms
  }

  /// x_{t+1} − x_t.
  var differences: Samples {
    var result = Samples(zeros: max(0, count - 1), channelCount)
    for channel in 0..<channelCount {
      withChannel(channel) { values in
        let offset = channel * result.count
        result.values.withUnsafeMutableBufferPointer { target in
          for index in 0..<(count - 1) {
            target[offset + index] = values[index + 1] - values[index]
          }
        }
      }
    }
    return result
  }

  /// Values at real-valued positions that rise from sample to sample: piecewise linear.
  ///
  /// `clock` is non-decreasing with a value per sample; the result has as many samples, evenly spaced
  /// in that clock.
  func resampled(evenlyIn clock: [Double]) -> Samples {
    var result = Samples(zeros: count, channelCount)
    guard count > 1 else { return self }
    let step = (clock[count - 1] - clock[0]) / Double(count - 1)
    var segment = 0
    for index in 0..<count {
      let time = index == count - 1 ? clock[count - 1] : Double(index) * step + clock[0]
      while segment < count - 2, clock[segment + 1] <= time { segment += 1 }
      let weight = (time - clock[segment]) / max(clock[segment + 1] - clock[segment], 1e-300)
      for channel in 0..<channelCount {
        result[index, channel] =
          self[segment, channel] * (1 - weight) + self[segment + 1, channel] * weight
      }
    }
    return result
  }
}

/// The edges of m blocks of n samples, as even as whole samples allow: ⌊i·n/m⌋.
func blockEdges(_ count: Int, _ blockCount: Int) -> [Int] {
  let length = Double(count) / Double(blockCount)
  return (0...blockCount).map { $0 == blockCount ? count : Int(Double($0) * length) }
}

/// Running sums, starting with 0: one longer than the values.
func prefixSums(_ values: [Double]) -> [Double] {
  var sums = [Double](repeating: 0, count: values.count + 1)
  var sum = 0.0
  for (index, value) in values.enumerated() {
    sum += value
    sums[index + 1] = sum
  }
  return sums
}

extension Samples {
  /// The means of m blocks.
  func blockMeans(_ blockCount: Int) -> (means: Samples, edges: [Int]) {
    let edges = blockEdges(count, blockCount)
    var means = Samples(zeros: blockCount, channelCount)
    for channel in 0..<channelCount {
      withChannel(channel) { values in
        for block in 0..<blockCount {
          var sum = 0.0
          for index in edges[block]..<edges[block + 1] { sum += values[index] }
          means[block, channel] = sum / Double(max(1, edges[block + 1] - edges[block]))
        }
      }
    }
    return (means, edges)
  }
}
