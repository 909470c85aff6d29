/// How much of a path's motion is new at every step: the part that no smooth curve explains.
///
/// Sixth differences cancel any curve that is smooth over a few samples and leave, of independent
/// steps of variance σ², 252σ² per sample: the sum of the squares of 1, 5, 10, 10, 5, 1. A sinusoid of
/// T samples leaves (2 sin(π/T))¹² of its power only.
struct Innovations {
  /// σ², summed over channels.
  let variance: Double
  /// σ² as a share of the mean squared step: 1 for a random walk, next to 0 for a smooth path.
  let share: Double

  init(_ samples: Samples) {
    var (sixth, first) = (0.0, 0.0)
    for channel in 0..<samples.channelCount {
      samples.withChannel(channel) { x in
        for t in 6..<max(6, x.count) {
          let step = x[t] - x[t - 1]
          let bend =
            (x[t] + x[t - 6]) - 6 * (x[t - 1] + x[t - 5]) + 15 * (x[t - 2] + x[t - 4])
            - 20 * x[t - 3]
          first += step * step
          sixth += bend * bend
        }
      }
    }
    variance = sixth / 252 / Double(max(1, samples.count - 6))
    share = first > 0 ? sixth / 252 / first : 0
  }

  /// Whether the path is a smooth curve, whatever its shape.
  var areNegligible: Bool { share < CycleConstants.smoothInnovations }
}
