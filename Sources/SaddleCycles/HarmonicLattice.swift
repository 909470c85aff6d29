/// Whether all lines are multiples of one fundamental (step 7d).
struct HarmonicLattice {
  /// The period of the whole is this many periods of the strongest line; nil for a torus.
  let subharmonic: Int?
  /// The share of line power that no harmonic explains.
  let unexplained: Double

  /// - Parameters:
  ///   - lines: strongest first, the first with its refined frequency.
  ///   - count: n.
  ///   - drift: the change of frequency over the window, which widens the tolerance.
  init(_ lines: [SpectralLine], count: Int, drift: Double) {
    guard let fundamental = lines.first?.frequency else {
      subharmonic = 1
      unexplained = 0
      return
    }
    let n = Double(count)
    func isDrift(_ line: SpectralLine) -> Bool {
      line.frequency * n < 6 && line.frequency < 0.9 * fundamental
    }
    let total = max(lines.reduce(0) { isDrift($1) ? $0 : $0 + $1.share }, 1e-300)
    var smallest = 1.0
    for divisor in 1...CycleConstants.longestSubharmonic {
      if divisor > 1, fundamental / Double(divisor) * n < 5 { break }
      let fit = HarmonicFit(
        fundamental: fundamental, divisor: divisor, strongest: lines[0].share, count: n,
        drift: drift)
      let stray = lines.reduce(0.0) { sum, line in
        let offset = abs(line.frequency - fundamental) * n
        // Side lines of the main line are its amplitude and phase noise.
        let isSideLine = offset > 0 && offset < min(12, 0.4 * fundamental * n)
        return isSideLine || isDrift(line) || fit.explains(line) ? sum : sum + line.share
      }
      if stray <= CycleConstants.strayPower * total {
        subharmonic = divisor
        unexplained = stray / total
        return
      }
      smallest = min(smallest, stray / total)
    }
    subharmonic = nil
    unexplained = smallest
  }
}

/// The multiples of f₁/q, with how far a line may miss them.
private struct HarmonicFit {
  let fundamental: Double
  let divisor: Int
  /// The main line's share.
  let strongest: Double
  let count: Double
  let drift: Double

  func explains(_ line: SpectralLine) -> Bool {
    let base = fundamental / Double(divisor)
    // Below 16 samples a period, harmonics fold over the Nyquist frequency.
    if fundamental > 1 / CycleConstants.shortPeriod {
      let isMet = (1...(CycleConstants.foldedHarmonics * divisor)).contains { order in
        guard meets(line, order) else { return false }
        // High harmonics are weak: so many orders meet strong lines of a torus by chance.
        let relative = Double(order) / Double(divisor)
        return relative < CycleConstants.highHarmonic
          || line.share <= CycleConstants.jumpPower / (relative * relative) * strongest
      }
      if isMet { return true }
    } else {
      let order = max(1, (line.frequency / base).rounded(.toNearestOrEven))
      if abs(line.frequency - order * base) <= tolerance(order) { return true }
    }
    // The jumps of a relaxation oscillation have harmonics of power 1/m² that fold however long the
    // period. So many orders meet many lines by chance: only lines as weak as that count.
    guard divisor == 1 else { return false }
    let first = max(2, Int(0.5 / fundamental))
    return (first...max(first, CycleConstants.jumpHarmonics)).contains { order in
      let weakest = CycleConstants.jumpPower / Double(order * order) * strongest
      return line.share <= weakest && meets(line, order)
    }
  }

  private func meets(_ line: SpectralLine, _ order: Int) -> Bool {
    let turns = Double(order) * fundamental / Double(divisor)
    let folded = abs(turns - turns.rounded(.toNearestOrEven))
    return abs(line.frequency - folded) <= tolerance(Double(order))
  }

  private func tolerance(_ order: Double) -> Double {
    let relative = order / Double(divisor)
    let miss =
      divisor > 2 ? CycleConstants.subharmonicTolerance : CycleConstants.harmonicTolerance
    return (miss + CycleConstants.harmonicTolerancePerOrder * relative) / count + drift * relative
  }
}
