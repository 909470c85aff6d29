import SaddleData
import SaddleGames
public import SaddleRecording

/// Goes through the claims of Farnia & Ozdaglar 2020, *Do GANs always have Nash equilibria?*, in order.
///
/// Each claim's runs are recorded in an experiment of its own, `farnia-ozdaglar-2020/1` …; what is recorded
/// and has ended is not recorded again, and a training that was killed goes on where it was, so that the
/// findings are the same as if nothing had happened.
public struct PaperReproduction {
  /// The paper's name as a command says it.
  public static let name = "farnia-ozdaglar-2020"
  /// The numbers of its claims.
  public static let numbers = 1...6

  private let recorder: any ClaimRecorder
  private let size: ReproductionSize
  private let claims: Set<Int>
  private let shelf = DataShelf()

  /// Records into a store.
  ///
  /// - Parameters:
  ///   - recorder: the store.
  ///   - size: of the trained networks of claims 4 to 6.
  ///   - claims: the numbers of those to be tested.
  public init(
    recorder: any ClaimRecorder, size: ReproductionSize = .full, claims: Set<Int> = Set(numbers)
  ) {
    self.recorder = recorder
    self.size = size
    self.claims = claims
  }

  /// Tests the claims that were asked for.
  ///
  /// - Returns: their findings, in order.
  /// - Throws: ``ExperimentError`` with code `.interrupted` if the user asks to stop; what the recorder
  ///   throws.
  public func findings() throws -> [ClaimFinding] {
    var work = try ReproductionWork(trained, shelf, recorder)
    recorder.say(work.announcement)
    for data in Set(trained.flatMap { missingData(of: $0.claim) }).sorted() {
      recorder.say("left out: \(data)")
    }
    var findings: [ClaimFinding] = []
    if claims.contains(1) { findings.append(try RealizableClaim(bench: bench(1)).finding()) }
    if claims.contains(2) { findings.append(try NoNashClaim(bench: bench(2)).finding()) }
    if claims.contains(3) { findings.append(try NestingClaim(bench: bench(3)).finding()) }
    for (claim, bench) in trained { findings.append(try finding(of: claim, bench, &work)) }
    return findings
  }

  /// The claims about trained networks, each with the bench that its runs are recorded on.
  private var trained: [(claim: any TrainedClaim, bench: ClaimBench)] {
    size.trainedClaims.filter { claims.contains($0.number) }.map {
      ($0.claim, bench($0.number, suffix: size.suffix))
    }
  }

  /// The data that a claim cannot be tested on, each with the reason.
  private func missingData(of claim: any TrainedClaim) -> [String] {
    Set(claim.trainings.compactMap(\.plan.dataSpecification))
      .compactMap { name in shelf.failure(name).map { "\(name): \($0)" } }.sorted()
  }

  private func bench(_ number: Int, suffix: String = "") -> ClaimBench {
    ClaimBench(recorder: recorder, experiment: "\(Self.name)/\(number)\(suffix)")
  }

  private func finding(
    of claim: any TrainedClaim, _ bench: ClaimBench, _ work: inout ReproductionWork
  ) throws -> ClaimFinding {
    var runs: [ClaimRun] = []
    for training in claim.trainings {
      guard let data = shelf.dataset(training.plan) else { continue }
      work.begin(training)
      runs.append(try bench.make(training, on: data))
      work.end(training)
    }
    var finding = claim.blank
    try claim.judge(runs, bench, &finding)
    let missing = missingData(of: claim)
    if !missing.isEmpty {
      finding.reasons.append("Not tested on all data. " + missing.joined(separator: "; ") + ".")
    }
    if size.isRehearsal {
      finding.reasons.append("A rehearsal: networks this small decide nothing.")
    }
    if size.isRehearsal || !missing.isEmpty && finding.verdict == .holds {
      finding.verdict = .undecided
    }
    return finding
  }
}

/// The data sets of a reproduction, each opened once; one that is not there is said and left out.
final class DataShelf {
  private var opened: [String: Result<Dataset, any Error>] = [:]

  /// What a plan is played on; nil if it cannot be opened.
  func dataset(_ plan: TrainingPlan) -> Dataset? {
    plan.dataSpecification.flatMap { try? open($0).get() }
  }

  /// Why some data cannot be opened; nil if they can.
  func failure(_ specification: String) -> String? {
    guard case .failure(let error) = open(specification) else { return nil }
    return (error as? DataError)?.message ?? "\(error)"
  }

  private func open(_ specification: String) -> Result<Dataset, any Error> {
    if let known = opened[specification] { return known }
    let result = Result { try Dataset(specification: specification) as Dataset }
    opened[specification] = result
    return result
  }
}
