/// How much a group of searches may still evaluate: counted, so that the same search ends at the same
/// point on every machine, and if asked for also timed.
final class SearchBudget {
  private let limit: Int
  private let deadline: ContinuousClock.Instant?
  /// Payoffs and gradients so far.
  private(set) var used = 0
  /// Whether a search was ended by it.
  private(set) var wasSpent = false
  private var pause = Int.max
  private var pauseTime: ContinuousClock.Instant?

  /// So many evaluations and seconds; nil: no limit.
  init(evaluations: Int?, seconds: Double?) {
    limit = evaluations ?? .max
    deadline = seconds.map { .now + .seconds($0) }
  }

  /// Counts one evaluation.
  func spend() { used += 1 }

  /// Gives the next search a fair part of what is left.
  func allot(oneOf parts: Int) {
    let left = max(0, limit - min(used, limit))
    pause = limit == .max ? .max : used + max(1, left / max(1, parts))
    pauseTime = deadline.map { end in
      let now = ContinuousClock.now
      return now + max(.zero, end - now) / max(1, parts)
    }
  }

  /// Whether the search has to end here.
  var isSpent: Bool {
    let isOver = used >= pause || pauseTime.map { .now >= $0 } ?? false
    if isOver { wasSpent = true }
    return isOver
  }
}
