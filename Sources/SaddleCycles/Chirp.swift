/// A period that changes slowly over a window: log T at the middle of half-overlapping parts, joined
/// by straight lines (step 9).
struct Chirp {
  /// The sample from which every part returns to itself.
  let start: Int
  /// Turns done by each sample from `start` on.
  let turns: [Double]
  /// T at the window's end, in samples.
  let endPeriod: Double

  /// Nil where the period does not change steadily; eighths are tried first, then quarters.
  init?(_ window: Samples, players: [Range<Int>]) {
    guard
      let chirp = Self.fit(window, players: players, parts: 8)
        ?? Self.fit(window, players: players, parts: 4)
    else { return nil }
    self = chirp
  }

  private init(start: Int, turns: [Double], endPeriod: Double) {
    self.start = start
    self.turns = turns
    self.endPeriod = endPeriod
  }

  private static func fit(_ window: Samples, players: [Range<Int>], parts: Int) -> Chirp? {
    let length = window.count / parts
    let partCount = 2 * parts - 1
    guard length >= 48 else { return nil }
    // The longest run of parts up to the end that all return.
    var logs: [Double] = []
    var first = partCount
    while first > 0 {
      let low = (first - 1) * length / 2
      let samples = DetrendedWindow(window[low..<(low + length)], players: players).samples
      let spectra = PowerSpectra(samples, isTapered: false)
      guard let found = Recurrence(samples, spectra: spectra).period else { break }
      logs.append(logarithm(found.period))
      first -= 1
    }
    logs.reverse()
    guard Double(logs.count) >= max(4, 0.5 * Double(partCount)) else { return nil }
    let changes = differences(logs)
    let total = logs[logs.count - 1] - logs[0]
    let agreeing = changes.filter { $0 * total > 0 }.count
    guard abs(total) >= 0.2, changes.allSatisfy({ abs($0) <= 0.7 }),
      Double(agreeing) >= 0.75 * Double(changes.count)
    else { return nil }
    let start = first * length / 2
    let centers = (first..<partCount).map { Double($0 * length) / 2 + Double(length) / 2 }
    return Chirp(start: start, end: window.count, centers: centers, logs: logs)
  }

  private init(start: Int, end: Int, centers: [Double], logs: [Double]) {
    var turns: [Double] = []
    turns.reserveCapacity(end - start)
    var sum = 0.0
    var segment = 0
    var last = 0.0
    for sample in start..<end {
      let time = Double(sample)
      while segment < centers.count - 2, centers[segment + 1] <= time { segment += 1 }
      // Beyond either end the first and the last line go on.
      let slope =
        (logs[segment + 1] - logs[segment]) / (centers[segment + 1] - centers[segment])
      last = logs[segment] + slope * (time - centers[segment])
      sum += exponential(-last)
      turns.append(sum)
    }
    self.init(start: start, turns: turns, endPeriod: exponential(last))
  }
}
