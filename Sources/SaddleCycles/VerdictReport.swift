/// Puts what was found into steps, shares and sentences (step 11).
struct VerdictReport {
  let trajectory: Trajectory
  let players: [Range<Int>]
  let sampling: StepSampling

  func undetermined(_ reason: String, missing: Int) -> Verdict {
    let steps = missing * sampling.stride
    return Verdict(
      kind: .undetermined, confidence: 0.9, sinceStep: sampling.first, rotation: nil, rate: nil,
      power: nil, stepsToTolerance: nil, blowUpStep: nil, stepsToDecide: steps,
      tentativePeriod: nil, isStalled: false,
      evidence: "\(reason); about \(steps) more would decide", numbers: [:], sampling: sampling)
  }

  func blownUp(at sample: Int, rate: Double?) -> Verdict {
    let step = sampling.step(of: sample)
    return Verdict(
      kind: .diverging, confidence: 1, sinceStep: sampling.step(of: sample / 2), rotation: nil,
      rate: rate.map { $0 / Double(sampling.stride) }, power: nil, stepsToTolerance: nil,
      blowUpStep: step, stepsToDecide: nil, tentativePeriod: nil, isStalled: false,
      evidence: "step \(step) has a value that is not finite or beyond 1e100", numbers: [:],
      sampling: sampling)
  }

  func converged(since sample: Int, isStalled: Bool) -> Verdict {
    let step = sampling.step(of: sample)
    let stall = isStalled ? ", though the gradient is not small: stalled off equilibrium" : ""
    return Verdict(
      kind: .converged, confidence: 0.99, sinceStep: step, rotation: nil, rate: nil, power: nil,
      stepsToTolerance: nil, blowUpStep: nil, stepsToDecide: nil, tentativePeriod: nil,
      isStalled: isStalled,
      evidence: "since step \(step) it moves less than 1e-6 of its way there\(stall)",
      numbers: [:], sampling: sampling)
  }

  /// `channels` are the original channels of those that were looked at, nil for a sketch.
  func verdict(
    _ finding: WindowFinding, channels: [Int]?, clock: StepSizeClock?
  ) -> Verdict {
    let stepsPerSample = (clock?.stepsPerSample ?? 1) * Double(sampling.stride)
    let rate = finding.rate.map { $0 / stepsPerSample }
    let isTrending = [.converging, .diverging, .cycling].contains(finding.kind)
    let rotation = rotation(finding, channels: channels, stepsPerSample: stepsPerSample)
    let tentative = finding.tentativePeriod.map { $0 * stepsPerSample }
    let isPower = finding.reason == .trend(.power) || finding.reason == .trend(.logarithmic)
    let isAveraged = finding.reason == .trend(.averagedNoise)
    let inputs = Confidence.inputs(finding, stepCount: trajectory.stepCount)
    return Verdict(
      kind: finding.kind, confidence: Confidence.of(finding, inputs: inputs),
      sinceStep: sampling.step(of: clock?.step(atSample: finding.start) ?? finding.start),
      rotation: rotation, rate: isTrending && !isPower ? rate : nil,
      power: isPower || isAveraged
        ? finding.shape.map { isPower ? $0.shiftedPower.power : $0.power } : nil,
      stepsToTolerance: finding.kind == .converging && !isPower && !isAveraged
        ? rate.flatMap(stepsToTolerance) : nil,
      blowUpStep: nil, stepsToDecide: stepsToDecide(finding), tentativePeriod: tentative,
      isStalled: false,
      noiseLevel: finding.kind == .stationaryNoise ? noiseLevel(since: finding.start) : nil,
      evidence: Evidence(
        finding: finding, rotation: rotation, rate: rate, tentativePeriod: tentative,
        stepsToDecide: stepsToDecide(finding), sampling: sampling, isWarped: clock != nil
      ).sentence,
      numbers: numbers(finding), sampling: sampling, confidenceInputs: inputs)
  }

  /// A smooth curve that has not returned needs three turns, each at least as long as the run; an
  /// ambiguous rotation needs amplitude statistics from about four times as many turns.
  private func stepsToDecide(_ finding: WindowFinding) -> Int? {
    guard finding.kind == .undetermined else { return nil }
    return trajectory.stepCount * sampling.stride * (finding.reason == .noiseSustained ? 3 : 2)
  }

  /// √Σ variances of all channels from a sample on, at most the last 131,072.
  private func noiseLevel(since start: Int) -> Double {
    let count = trajectory.stepCount
    let most = CycleConstants.maximumCount(channels: trajectory.channelCount)
    let first = max(min(start, count - 1), count - most)
    return trajectory.samples(first..<count).variances.reduce(0, +).squareRoot()
  }

  /// ln(current/(1e-6·first))/|rate|, distances to where the run now is.
  private func stepsToTolerance(_ rate: Double) -> Double? {
    guard rate < 0 else { return nil }
    let count = trajectory.stepCount
    let all = 0..<trajectory.channelCount
    let first = trajectory.distanceToEnd(all, at: 0)
    let recent = (max(0, count - max(2, count / 50))..<count).map {
      trajectory.distanceToEnd(all, at: $0)
    }
    let current = recent.max() ?? 0
    let ratio = max(current, 1e-300) / max(1e-6 * first, 1e-300)
    let steps = max(0, logarithm(ratio) / -rate)
    return steps.isFinite ? steps : nil
  }

  private func numbers(_ finding: WindowFinding) -> [String: Double] {
    var numbers = ["windowShare": finding.windowShare, "growth": finding.growth]
    numbers["rSquared"] = finding.rSquared
    if let oscillation = finding.oscillation {
      numbers["periods"] = finding.periodCount ?? oscillation.periodCount
      numbers["recurrence"] = oscillation.candidate.recurrenceHeight
      numbers["concentration"] = oscillation.candidate.concentration
      numbers["lineShare"] = oscillation.candidate.lineShare
      numbers["amplitudeMoment"] = oscillation.demodulation.moment
      numbers["amplitudeIncrement"] = oscillation.increments
      numbers["halvesRatio"] = oscillation.jump
      numbers["phaseResidual"] = oscillation.demodulation.phaseResidual
      numbers["frequencyDrift"] = oscillation.relativeDrift
      numbers["blocks"] = Double(oscillation.demodulation.blockCount)
    }
    if let shape = finding.shape {
      numbers["turnCosine"] = shape.cosine
      numbers["straightness"] = shape.straightness
      numbers["trendRSquared"] = shape.trendRSquared
      numbers["speedSpan"] = shape.span
      numbers["speedPower"] = shape.power
    }
    return numbers.filter { $0.value.isFinite }
  }
}
