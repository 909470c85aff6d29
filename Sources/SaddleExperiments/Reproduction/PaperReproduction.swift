public import SaddleRecording

/// Goes through the claims of Farnia & Ozdaglar 2020, *Do GANs always have Nash equilibria?*, in order.
///
/// Each claim's points and curves are recorded in an experiment of its own, `farnia-ozdaglar-2020/1` …; what
/// is recorded and has ended is not recorded again, so that a reproduction that was killed goes on where it
/// was.
public struct PaperReproduction {
  /// The paper's name as a command says it.
  public static let name = "farnia-ozdaglar-2020"

  private let recorder: any ClaimRecorder

  /// Records into a store.
  public init(recorder: any ClaimRecorder) { self.recorder = recorder }

  /// Tests every claim that this version can test.
  ///
  /// - Returns: the findings, those that were not tested as undecided.
  /// - Throws: what the recorder throws.
  public func findings() throws -> [ClaimFinding] {
    [
      try RealizableClaim(bench: bench(1)).finding(), try NoNashClaim(bench: bench(2)).finding(),
      try NestingClaim(bench: bench(3)).finding(),
    ] + untested
  }

  private func bench(_ number: Int) -> ClaimBench {
    ClaimBench(recorder: recorder, experiment: "\(Self.name)/\(number)")
  }

  /// The experiments on networks, for which no number of the paper could be sourced.
  private var untested: [ClaimFinding] {
    let claims = [
      (
        "E1 and E2 on trained image GANs",
        "With its discriminator frozen, the generator of a trained WGAN-WC, WGAN-GP or SN-GAN lowers V; it does not"
          + " lower V^λ."
      ),
      (
        "Proximal training",
        "Proximal training of WGAN-WC and SN-GAN gives better samples than ordinary training."
      ),
      (
        "The proximal duality gap tracks quality",
        "The proximal duality gap (Sidheekh et al. 2021) tracks sample quality where the duality gap does not."
      ),
    ]
    return claims.enumerated().map { index, claim in
      var finding = ClaimFinding(
        number: index + 4, title: claim.0, statement: claim.1, game: "Networks on images.")
      finding.reasons = [
        "Not tested: this command tests the analytic claims only. saddlebag probe and saddlebag gaps run the same"
          + " tests on any recorded run."
      ]
      return finding
    }
  }
}
