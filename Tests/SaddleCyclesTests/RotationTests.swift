import RealModule
import SaddleCycles
import Testing

@Suite("What is told of a rotation")
struct RotationTests {
  private func ellipse(_ a: Double, _ b: Double, period: Double, count: Int) throws -> Verdict {
    let rows = (0..<count).map { step -> [Double] in
      let turn = 2 * Double.pi * Double(step) / period
      return [10 + a * Double.cos(turn), b * Double.sin(turn)]
    }
    return try CycleAnalysis(Trajectory(rows: rows)).verdict()
  }

  @Test("Amplitudes, shares and axes of an ellipse")
  func amplitudes() throws {
    let rotation = try #require(try ellipse(3, 0.5, period: 41.7, count: 1500).rotation)
    #expect(abs(rotation.amplitudes[0] - 3) < 0.01 && abs(rotation.amplitudes[1] - 0.5) < 0.002)
    #expect(abs(rotation.amplitude - Double.hypot(3, 0.5)) < 0.01)
    #expect(rotation.playerShares.allSatisfy { abs($0 - 1) < 0.02 })
    #expect(abs(abs(rotation.plane.first[0]) - 1) < 1e-3)
    #expect(abs(abs(rotation.plane.second[1]) - 1) < 1e-3)
    #expect(abs(abs(rotation.phases[0] - rotation.phases[1]) - .pi / 2) < 0.01)
    #expect(rotation.waveform == .harmonic && rotation.trend == .steady)
    #expect(abs(rotation.growthPerTurn - 1) < 1e-4)
    let (along, across) = rotation.plane.coordinates(of: [13, 0], center: [10, 0])
    #expect(abs(abs(along) - 3) < 0.01 && abs(across) < 0.01)
  }

  @Test("The period's error covers the truth")
  func periodError() throws {
    var covered = 0
    for seed in 0..<20 {
      var random = SeededNormals(seed: seed)
      let period = random.near(30)
      let rows = (0..<1200).map { step -> [Double] in
        let turn = 2 * Double.pi * Double(step) / period
        return [Double.cos(turn), Double.sin(turn)].map { $0 + 0.4 * random.normal() }
      }
      let rotation = try #require(try LabelledRun(rows, .cycling).verdict().rotation)
      #expect(rotation.periodError > 0 && rotation.periodError < 1e-3 * period)
      if abs(rotation.period - period) < 3 * rotation.periodError { covered += 1 }
    }
    #expect(covered >= 18)
  }

  @Test("The size of a spiral is that of its end")
  func spiralAmplitude() throws {
    let eta = 0.1
    let rows = iterates(800, from: [1, 0]) { z, _ in
      z = [z[0] - eta * z[1], z[1] + eta * z[0]]
    }
    let verdict = try LabelledRun(rows, .diverging).verdict()
    let rotation = try #require(verdict.rotation)
    let last = Double.hypot(rows[799][0], rows[799][1])
    #expect(abs(rotation.amplitude / (last * 2.0.squareRoot()) - 1) < 0.02)
    let rate = try #require(verdict.rate)
    #expect(abs(rate - 0.5 * Double.log(1 + eta * eta)) < 1e-6)
    #expect(abs(rotation.period - 2 * .pi / Double.atan(eta)) < 1e-3)
  }

  @Test("A converging run says how many steps it still needs")
  func stepsToTolerance() throws {
    let rows = (0..<800).map { [Double.exp(-0.01 * Double($0)), 0.5] }
    let verdict = try CycleAnalysis(Trajectory(rows: rows)).verdict()
    #expect(verdict.kind == .converging)
    let rate = try #require(verdict.rate)
    #expect(abs(rate + 0.01) < 1e-4)
    // e^(−8) is 5.8 e-folds above 1e-6 of the first distance; how far the end is itself from the
    // limit is known to a factor only.
    let steps = try #require(verdict.stepsToTolerance)
    #expect((350...700).contains(steps))
  }

  @Test("A long run's slow cycle is found through block means, its quick one in the end")
  func longRuns() throws {
    for period in [3000.0, 11.3] {
      let count = 140_000
      var values = [Double](repeating: 0, count: count)
      for step in 0..<count { values[step] = Double.sin(2 * .pi * Double(step) / period) }
      let verdict = try CycleAnalysis(Trajectory(values: values, channelCount: 1)).verdict()
      #expect(verdict.kind == .cycling)
      let period = try #require(verdict.period)
      #expect(abs(period / period - 1) < 1e-4)
    }
  }
}
