import SaddleRecording

/// What every step of a run must look like.
struct RunShape: Sendable {
  let minimizerCount: Int
  let maximizerCount: Int
  let penalties: [Double]
  var policy: ParameterPolicy
  let format: ParameterFormat
  let durability: Durability
  let place: ParameterPlace

  init(of run: RunDescription, place: ParameterPlace) {
    self.place = place
    minimizerCount = run.minimizerCount
    maximizerCount = run.maximizerCount
    penalties = run.proximalPenalties
    policy = run.parameterPolicy
    format = run.parameterFormat
    durability = run.durability
  }

  /// Bytes of both players' parameters.
  var stepBytes: Int { (minimizerCount + maximizerCount) * format.byteCount }

  /// Stops at a step that the run cannot have: a mistake of the program that records.
  func check(_ step: StepRecord) {
    precondition(
      (step.minimizerSlice == nil) == (step.maximizerSlice == nil),
      "step \(step.step) has the parameters of one player only")
    if let minimizer = step.minimizerSlice, let maximizer = step.maximizerSlice {
      precondition(
        minimizer.count == minimizerCount && maximizer.count == maximizerCount,
        """
        step \(step.step) has \(minimizer.count) and \(maximizer.count) parameters, the run has \
        \(minimizerCount) and \(maximizerCount)
        """)
    } else {
      precondition(
        !policy.keepsEveryStep, "step \(step.step) has no parameters, and the run keeps all")
    }
    precondition(
      step.proximalGaps.isEmpty || step.proximalGaps.count == penalties.count,
      "step \(step.step) has \(step.proximalGaps.count) proximal gaps for "
        + "\(penalties.count) penalties")
  }
}
