/// The motion of a window in which nothing turns, from the means of its blocks (step 8).
struct TrendWindow {
  /// Why a window without rotation is what it is said to be.
  enum Reason: String, Sendable {
    case exponential
    case power
    case logarithmic
    case accelerating
    case straight
    case curved
    case slowing
    case averagedNoise
    case shrinkingNoise
    case growingNoise
    case stationary
    case noisyTrend
    case randomWalk
    case weakTrend
  }

  let kind: Verdict.Kind
  let isConsistent: Bool
  let reason: Reason
  let shape: PathShape

  init(_ window: Samples, players: [Range<Int>], start: Int) {
    let shape = PathShape(window, players: players, start: start)
    self.shape = shape
    (kind, isConsistent, reason) = Self.rule(shape, isTail: start > 0)
  }

  private static func rule(_ shape: PathShape, isTail: Bool) -> (Verdict.Kind, Bool, Reason) {
    if shape.cosine >= CycleConstants.smoothCosine { return smoothRule(shape, isTail: isTail) }
    // Noise that averages out: slower and slower, by a power of the step.
    if shape.span <= -1.5, shape.power >= 0.5, shape.powerRSquared >= 0.6 {
      return (.converging, true, .averagedNoise)
    }
    let isPlain =
      shape.cosine < CycleConstants.stationaryCosine
      && shape.trendRSquared < CycleConstants.trendRSquared
    if isPlain {
      if shape.noiseRatio < 1 / 3.0 { return (.converging, false, .shrinkingNoise) }
      if shape.noiseRatio > 3 { return (.stationaryNoise, false, .growingNoise) }
      return (.stationaryNoise, shape.shift < 6, .stationary)
    }
    if shape.trendRSquared >= 0.8, shape.straightness >= 0.3 {
      return (.drifting, true, .noisyTrend)
    }
    if shape.cosine >= CycleConstants.stationaryCosine {
      return (.drifting, (1 / 3.0...3).contains(shape.speedRatio), .randomWalk)
    }
    return (.drifting, shape.trendRSquared >= CycleConstants.trendRSquared, .weakTrend)
  }

  /// A path that is smooth from block to block: its speed tells.
  private static func smoothRule(_ shape: PathShape, isTail: Bool) -> (Verdict.Kind, Bool, Reason) {
    let (power, powerRSquared) = shape.shiftedPower
    let isFitted = max(shape.exponentialRSquared, powerRSquared) >= 0.9
    if shape.span <= -1, isFitted {
      if shape.exponentialRSquared >= shape.powerRSquared - 0.02 {
        return (.converging, shape.exponentialRSquared >= 0.97, .exponential)
      }
      return power > CycleConstants.convergingPower
        ? (.converging, powerRSquared >= 0.98, .power)
        : (.drifting, powerRSquared >= 0.98, .logarithmic)
    }
    // A tail too short to lose a whole e-fold of speed, but on its way to rest by the run's clock.
    let isSlowing = shape.power > CycleConstants.convergingPower && shape.powerRSquared >= 0.9
    if isTail, shape.span < 0, isSlowing { return (.converging, true, .slowing) }
    if shape.span >= 1, isFitted {
      return (.diverging, shape.exponentialRSquared >= 0.95, .accelerating)
    }
    if shape.straightness >= CycleConstants.straightness, shape.span > -1 {
      return (.drifting, true, .straight)
    }
    return (.undetermined, false, .curved)
  }
}
