import RealModule
import SaddleCycles
import Testing

/// Runs of every kind, short enough to be judged many times.
private let subjects: [DynamicsFamily] = DynamicsFamily.all.filter { family in
  [
    "simultaneous descent ascent", "alternating descent ascent", "extragradient",
    "noisy alternating", "noisy stable focus", "torus of two planes", "van der Pol", "ghost cycle",
    "white noise", "random walk", "drift in noise", "arrived", "algebraic decay",
  ].contains(family.name)
}

@Suite("What must not change a verdict")
struct InvarianceTests {
  private func expectSame(
    _ run: LabelledRun, _ rows: [[Double]], players: [Range<Int>]? = nil, factor: Double = 1,
    tolerance: Double = 1e-6
  ) throws {
    let before = try run.verdict()
    let after = try LabelledRun(rows, run.truth, players: players ?? run.players).verdict()
    #expect(after.kind == before.kind)
    #expect(abs(after.confidence - before.confidence) < 1e-3)
    #expect(after.sinceStep == before.sinceStep)
    if let period = before.period {
      let found = try #require(after.period)
      #expect(abs(found / (factor * period) - 1) < tolerance)
    }
  }

  @Test("Translation", arguments: subjects.indices)
  func translation(subject: Int) throws {
    let run = subjects[subject].run(seed: 11)
    let shift = run.rows[0].indices.map { Double($0) * 3 - 4 }
    try expectSame(run, run.rows.map { zip($0, shift).map { $0 + $1 } })
  }

  @Test("Scaling a player", arguments: subjects.indices)
  func scaling(subject: Int) throws {
    let run = subjects[subject].run(seed: 12)
    let half = run.rows[0].count / 2
    let scaled = run.rows.map { row in row.indices.map { row[$0] * ($0 < half ? 37 : 0.002) } }
    // Spirals read both players' steps together, so only cycles and noise are free of each scale.
    guard [.cycling, .stationaryNoise, .quasiPeriodic].contains(run.truth) else {
      return try expectSame(run, run.rows.map { $0.map { $0 * 37 } })
    }
    try expectSame(run, scaled)
  }

  @Test("Rotation of all parameters of a player", arguments: subjects.indices)
  func rotation(subject: Int) throws {
    let run = subjects[subject].run(seed: 13)
    let (cosine, sine) = (Double.cos(0.7), Double.sin(0.7))
    let rotated = run.rows.map { row -> [Double] in
      var row = row
      (row[0], row[1]) = (cosine * row[0] - sine * row[1], sine * row[0] + cosine * row[1])
      return row
    }
    let player = [0..<run.rows[0].count]
    let before = LabelledRun(run.rows, run.truth, players: player)
    let (first, second) = (
      try before.verdict(), try LabelledRun(rotated, run.truth, players: player).verdict()
    )
    // Channels of a player are scaled one by one, so numbers move a little; verdicts do not.
    #expect(first.kind == second.kind)
    if let period = first.period {
      #expect(abs((second.period ?? 0) / period - 1) < 2e-3)
    }
  }

  @Test("Permutation of coordinates", arguments: subjects.indices)
  func permutation(subject: Int) throws {
    let run = subjects[subject].run(seed: 14)
    try expectSame(run, run.rows.map { $0.reversed() })
  }

  @Test("Appended constants", arguments: subjects.indices)
  func appendedConstants(subject: Int) throws {
    let run = subjects[subject].run(seed: 15)
    let width = run.rows[0].count
    let players = run.players ?? [0..<(width / 2), (width / 2)..<width]
    try expectSame(
      run, run.rows.map { $0 + [5, -1e9, 0] }, players: players + [width..<(width + 3)])
  }

  @Test("Time shift: steps cut off the start of a cycle or of noise")
  func timeShift() throws {
    for family in subjects
    where !["ghost cycle", "arrived"].contains(family.name) {
      let run = family.run(seed: 16)
      let shifted = try LabelledRun(
        Array(run.rows.dropFirst(137)), run.truth, players: run.players
      ).verdict()
      let before = try run.verdict()
      #expect(shifted.kind == before.kind, "\(family.name)")
      if let period = before.period {
        #expect(abs((shifted.period ?? 0) / period - 1) < 2e-3, "\(family.name)")
      }
    }
  }

  @Test("The period shrinks exactly as a history is thinned", arguments: [2, 3, 5])
  func subSampling(stride factor: Int) throws {
    for name in ["alternating descent ascent", "van der Pol", "noisy alternating"] {
      let family = try #require(DynamicsFamily.all.first { $0.name == name })
      let run = family.run(seed: 17)
      let thinned = stride(from: 0, to: run.rows.count, by: factor).map { run.rows[$0] }
      let before = try #require(try run.verdict().period)
      let verdict = try LabelledRun(thinned, .cycling, players: run.players).verdict()
      #expect(verdict.kind == .cycling)
      let after = try #require(verdict.period)
      #expect(abs(after * Double(factor) / before - 1) < 1e-3, "\(name)")
    }
  }
}
