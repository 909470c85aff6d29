/// How the length of a step grows or shrinks over a window, from the root mean square over blocks
/// (step 4a).
struct StepEnvelope {
  let fit: EnvelopeFit
  /// e-folds per sample.
  var rate: Double { fit.line.slope }
  /// e-folds over the window.
  let span: Double
  /// Whether steps have shrunk to the rounding of the parameters.
  let isAtRounding: Bool

  init(_ window: Samples) {
    let count = window.count
    let blockCount =
      count >= 4 * CycleConstants.blockCount ? CycleConstants.blockCount : max(8, count / 8)
    let edges = blockEdges(count - 1, blockCount)
    let squares = prefixSums(window.differences.squaredNorms)
    let lengths = (0..<blockCount).map { block in
      let (low, high) = (edges[block], edges[block + 1])
      return ((squares[high] - squares[low]) / Double(max(1, high - low))).squareRoot()
    }
    let times = (0..<blockCount).map { Double(edges[$0] + edges[$0 + 1]) / 2 }
    fit = EnvelopeFit(times: times, values: lengths, sharesMiddle: false)
    span = fit.line.slope * Double(count)
    // Each block against its own parameters: a run that grows by 1e16 began small, not at rounding.
    isAtRounding = (0..<blockCount).contains { block in
      let largest = window.largestMagnitude(in: edges[block]..<(edges[block + 1] + 1))
      return lengths[block] <= 16 * CycleConstants.epsilon * largest
    }
  }

  /// Whether both halves tell of one exponential above rounding.
  var isExponential: Bool { !isAtRounding && fit.isExponential }
}

extension Samples {
  /// The largest absolute value of any channel in some samples.
  fileprivate func largestMagnitude(in range: Range<Int>) -> Double {
    var largest = 0.0
    for channel in 0..<channelCount {
      withChannel(channel) { values in
        for index in range { largest = max(largest, abs(values[index])) }
      }
    }
    return largest
  }
}
