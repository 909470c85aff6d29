import SaddleRecording

/// A claim about trained networks: which trainings it needs, and what follows from them.
protocol TrainedClaim {
  /// The claim with its games; nothing measured yet.
  var blank: ClaimFinding { get }

  /// The trainings, in the order in which they are made.
  var trainings: [ClaimTraining] { get }

  /// What follows from the trainings that could be made.
  func judge(_ runs: [ClaimRun], _ bench: ClaimBench, _ finding: inout ClaimFinding) throws
}

extension ClaimBench {
  /// SQL that reads what was measured of the experiment's runs.
  func sql(select columns: String, joining tables: String = "", where condition: String) -> String {
    """
    SELECT run.name, \(columns)
    FROM run JOIN experiment ON experiment.id = run.experimentID\(tables)
    WHERE experiment.name = '\(experiment)' AND \(condition) ORDER BY run.id
    """
  }
}

extension ReproductionSize {
  /// Claims 4 to 6 at this size.
  var trainedClaims: [(number: Int, claim: any TrainedClaim)] {
    [
      (4, FrozenCriticClaim(settings: frozen, patience: patience)),
      (
        5,
        ProximalTrainingClaim(
          networks: proximal, seeds: proximalSeeds, estimator: .ofNetworks(steps: gapSteps))
      ),
      (
        6,
        GapTrackingClaim(
          networks: tracking, ratios: ratios, seeds: trackingSeeds,
          estimator: .ofNetworks(steps: gapSteps))
      ),
    ]
  }
}
