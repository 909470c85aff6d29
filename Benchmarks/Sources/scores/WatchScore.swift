import SaddleCycles

/// How `CycleWatch` does on runs of known truth.
struct WatchScore {
  private var otherCount = 0
  private var falseCount = 0
  private var longCount = 0
  private var foundCount = 0
  private var periodsToAlert: [Double] = []

  /// Watches a run; tori and cycles of less than twelve periods or 512 steps are left out.
  mutating func add(_ run: LabelledRun) {
    guard let width = run.rows.first?.count, run.truth != .quasiPeriodic else { return }
    var watch = CycleWatch(channelCount: width, players: run.players, leastConfidence: 0.9)
    var alert: Int?
    for row in run.rows where alert == nil {
      alert = watch.observe(row).first { $0.kind == .cycling }?.step
    }
    if run.truth != .cycling {
      otherCount += 1
      if alert != nil { falseCount += 1 }
    } else if let period = run.period, run.rows.count >= 512,
      Double(run.rows.count) >= 12 * period
    {
      longCount += 1
      if let alert {
        foundCount += 1
        periodsToAlert.append(Double(alert) / period)
      }
    }
  }

  /// The score in words.
  var text: String {
    let sorted = periodsToAlert.sorted()
    let median = sorted.isEmpty ? .nan : sorted[sorted.count / 2]
    let late = sorted.isEmpty ? .nan : sorted[sorted.count * 9 / 10]
    return """
      `CycleWatch`, told of nothing below 0.9: \(falseCount) of \(otherCount) runs that do not cycle raise an \
      alert; of \(longCount) cycles of at least 12 periods and 512 steps \(foundCount) are told of, half of them \
      within \((10 * median).rounded() / 10) periods and nine in ten within \((10 * late).rounded() / 10) \
      (short periods wait for the first 256 steps).
      """
  }
}
