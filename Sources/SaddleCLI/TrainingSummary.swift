import SaddleRecording

/// What `saddlebag train` prints when a run ends.
struct TrainingSummary {
  let runID: Run.ID
  let run: RunDescription
  let outcome: Outcome
  let display: TrainingProgress
  let storePath: String
  /// The alert that ended the run; nil if none did.
  let stop: RunAlert?

  var text: String {
    let (steps, seconds) = display.pace
    let rate = seconds > 0 ? " (\(Int(Double(steps) / seconds).grouped) steps/s)" : ""
    var lines = [
      "run \(runID)  \(run.game), \(run.method), seed \(run.seed)",
      "  \(steps.grouped) steps in \(seconds.duration)\(rate), every one durable in \(storePath)",
    ]
    if display.blockedSeconds > 0.01 * seconds, display.blockedSeconds > 0.01 {
      lines.append("  of which \(display.blockedSeconds.duration) waiting for the store")
    }
    lines += [
      "  outcome   \(outcome.rawValue): \(stop.map { "stopped by an \($0.sentence)" } ?? outcome.sentence)"
    ]
    lines += measurements
    lines += run.knownEquilibria.prefix(3).map { "  theory    \($0.sentence)" }
    if outcome == .interrupted { lines.append("go on: saddlebag train --resume \(runID)") }
    lines.append("next: saddlebag show \(runID); saddlebag report \(runID) --output report.html")
    return lines.joined(separator: "\n")
  }

  private var measurements: [String] {
    guard let first = display.first, let last = display.last else { return [] }
    var rows: [(String, Double?, Double?)] = [
      ("payoff", first.metrics.payoff, last.metrics.payoff),
      ("‖v‖", first.metrics.fieldNorm, last.metrics.fieldNorm),
      ("distance", first.metrics.equilibriumDistance, last.metrics.equilibriumDistance),
      ("Nash gap", first.metrics.dualityGap, last.metrics.dualityGap),
    ]
    for (index, penalty) in run.proximalPenalties.enumerated() {
      rows.append(("gap λ=\(penalty.brief)", first.proximalGaps[index], last.proximalGaps[index]))
    }
    rows.append(("primal gap", first.metrics.primalGap, last.metrics.primalGap))
    return rows.compactMap { name, start, end in
      guard let start, let end else { return nil }
      let padding = String(repeating: " ", count: max(1, 11 - name.count))
      return "  \(name)\(padding)\(start.brief) → \(end.brief)"
    }
  }
}

extension RecordedEquilibrium {
  /// What theory knows, in words.
  var sentence: String {
    let about = note.isEmpty ? "" : ": \(note)"
    return switch (kind, proximalOrder) {
    case ("nash", _): note.hasPrefix("Nash") ? note : "Nash\(about)"
    case ("proximal", let order?): "λ-proximal up to λ* = \(order.brief), not Nash\(about)"
    default: "stationary, no equilibrium\(about)"
    }
  }
}
