import SaddleEquilibrium
import SaddleRecording
import Testing

@testable import SaddleExperiments

@Suite("The rule of the claim on frozen critics")
struct FrozenCriticClaimTests {
  private func test(
    _ penalty: Double, _ finding: FrozenMaximizerProbe.Finding, spoils: Bool,
    isConverged: Bool = true
  ) -> FrozenCriticClaim.Test {
    let conclusion = FrozenMaximizerProbe.Conclusion(
      fall: finding == .flat ? 0 : 1, fallError: 0.1, responseResidual: nil, responseGain: nil,
      isConverged: isConverged, finding: finding)
    return FrozenCriticClaim.Test(
      run: Run.ID(1), curve: .init(penalty: penalty, values: [1, 0], conclusion: conclusion),
      distances: (10, spoils ? 20 : 10.5))
  }

  @Test(
    "V must fall and spoil the samples, V^λ must stay and keep them",
    arguments: [
      (FrozenMaximizerProbe.Finding.falls, true, FrozenMaximizerProbe.Finding.flat, false, "holds"),
      (.flat, false, .flat, false, "fails"),
      (.falls, true, .falls, true, "fails"),
      (.falls, true, .falls, false, "undecided"),
      (.falls, false, .flat, false, "undecided"),
      (.falls, true, .flat, true, "undecided"),
      (.undecided, true, .flat, false, "undecided"),
      (.falls, true, .undecided, false, "undecided"),
    ])
  func rule(
    nash: FrozenMaximizerProbe.Finding, spoils: Bool, proximal: FrozenMaximizerProbe.Finding,
    proximalSpoils: Bool, verdict: String
  ) {
    let tests = [
      test(.infinity, nash, spoils: spoils), test(0.1, proximal, spoils: proximalSpoils),
    ]
    let found = FrozenCriticClaim.verdict(tests)
    #expect(found.verdict.rawValue == verdict, "\(found.reason)")
  }

  @Test("What ỹ had not converged for is left out, and nothing at all decides nothing")
  func leftOut() {
    let nash = test(.infinity, .falls, spoils: true)
    let bad = test(0.1, .undecided, spoils: true, isConverged: false)
    #expect(FrozenCriticClaim.verdict([nash, bad]).verdict == .undecided)
    let good = test(1, .flat, spoils: false)
    #expect(FrozenCriticClaim.verdict([nash, bad, good]).verdict == .holds)
    #expect(FrozenCriticClaim.verdict([]).verdict == .undecided)
  }
}
