import RealModule
import SaddleCycles
import Testing

@Suite("Reading a run in bounded memory")
struct ChannelSketchTests {
  @Test("Few channels are kept as they are, player by player")
  func kept() throws {
    var builder = TrajectoryBuilder(widths: [2, 1], expectedRows: 3)
    for row in 0..<3 { builder.append([Double(row), 10], [-Double(row)]) }
    #expect(!builder.isSketch && builder.players == [0..<2, 2..<3])
    #expect(builder.trajectory.values == [0, 10, 0, 1, 10, -1, 2, 10, -2])
  }

  @Test("Many channels, or a long run of some, become sums within the budget")
  func bounded() {
    let wide = TrajectoryBuilder(widths: [5_000, 5_000], expectedRows: 1_000)
    #expect(wide.isSketch && wide.players == [0..<16, 16..<32])
    let long = TrajectoryBuilder(widths: [32, 32], expectedRows: 4_000_000)
    #expect(long.isSketch && long.players.last?.upperBound ?? 99 <= 4)
    let longer = TrajectoryBuilder(widths: [1, 1], expectedRows: 40_000_000)
    #expect(!longer.isSketch)
  }

  @Test("Distances between steps are kept on average")
  func distances() throws {
    var random = SeededNormals(seed: 3)
    var builder = TrajectoryBuilder(widths: [400, 400], expectedRows: 200)
    var rows: [[Double]] = []
    for _ in 0..<200 {
      rows.append(random.normals(800))
      builder.append(Array(rows[rows.count - 1][..<400]), Array(rows[rows.count - 1][400...]))
    }
    let values = builder.trajectory.values
    var ratio = 0.0
    for step in 1..<200 {
      let (full, short) = (
        zip(rows[step], rows[step - 1]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) },
        (0..<32).reduce(0) {
          let difference = values[step * 32 + $1] - values[step * 32 - 32 + $1]
          return $0 + difference * difference
        }
      )
      ratio += short / full / 199
    }
    #expect(abs(ratio - 1) < 0.1)
  }

  @Test("A sketched run has the verdict of the whole, and a second pass names its coordinates")
  func sketchedVerdict() throws {
    var builder = TrajectoryBuilder(widths: [100, 100], expectedRows: 1_000)
    var swings = CoordinateRotation(period: 62.8057, coordinateCount: 200)
    var (x, y) = (1.0, 0.0)
    for step in 0..<1_000 {
      var (one, other) = ([Double](repeating: 5, count: 100), [Double](repeating: -1, count: 100))
      (one[31], other[77]) = (x, 2 * y)
      builder.append(one, other)
      // Eight turns.
      if step >= 1_000 - 502 { swings.add(one, other) }
      x -= 0.1 * y
      y += 0.1 * x
    }
    let verdict = try CycleAnalysis(builder.trajectory, players: builder.players).verdict()
    #expect(builder.isSketch && verdict.kind == .cycling)
    #expect(abs((verdict.period ?? 0) - 62.8057) < 0.01)
    let amplitudes = swings.amplitudes
    let order = amplitudes.indices.sorted { amplitudes[$0] > amplitudes[$1] }
    #expect(order.prefix(2).elementsEqual([177, 31]))
    #expect(abs(amplitudes[177] / amplitudes[31] - 2) < 0.01 && amplitudes[order[2]] < 1e-9)
  }

  @Test("A thinned history tells its steps, and says what thinning hides")
  func sampling() throws {
    let rows = (0..<400).map { step -> [Double] in
      let turn = 2 * Double.pi * Double(100 + 5 * step) / 80
      return [Double.cos(turn), Double.sin(turn)]
    }
    let verdict = try CycleAnalysis(
      Trajectory(rows: rows), sampling: StepSampling(first: 100, stride: 5)
    ).verdict()
    #expect(verdict.kind == .cycling && verdict.sinceStep == 100)
    #expect(abs((verdict.period ?? 0) - 80) < 1e-3)
    #expect(verdict.evidence.contains("fewer than 10 steps"))
  }

  @Test("Noise is told with its level")
  func noiseLevel() throws {
    var random = SeededNormals(seed: 8)
    let rows = (0..<2_000).map { _ in random.normals(4).map { 3 * $0 } }
    let verdict = try CycleAnalysis(Trajectory(rows: rows)).verdict()
    #expect(verdict.kind == .stationaryNoise)
    #expect(abs((verdict.noiseLevel ?? 0) - 6) < 0.3)
  }

  @Test("The pictures of a cycle: a closed curve, a level envelope, one line, stripes")
  func pictures() throws {
    var random = SeededNormals(seed: 2)
    let rows = alternating(1_000, { _ in (0.1, 0.1) }, random: &random)
    let analysis = try CycleAnalysis(Trajectory(rows: rows))
    let pictures = try #require(analysis.pictures(of: analysis.verdict()))
    #expect(pictures.portrait.count == 1_000)
    let level = try #require(pictures.envelope.first?.amplitude)
    #expect(pictures.envelope.count == 15)
    #expect(pictures.envelope.allSatisfy { abs($0.amplitude / level - 1) < 0.05 })
    let top = try #require(
      pictures.periodogram.powers.indices.max {
        pictures.periodogram.powers[$0] < pictures.periodogram.powers[$1]
      })
    #expect(abs(1 / pictures.periodogram.frequencies[top] / 62.8 - 1) < 0.05)
    #expect(pictures.periodogram.powers[top] > 100 * pictures.periodogram.significance[top])
    let near = pictures.recurrence
    let side = near.steps.count
    // One turn later, row by row: 502 steps hold eight turns.
    #expect(
      near.isNear.count == side * side && (0..<side).allSatisfy { near.isNear[$0 * side + $0] })
    #expect(near.isNear[side / 8] && !near.isNear[side / 16])
    let short = try CycleAnalysis(Trajectory(rows: Array(rows.prefix(20))))
    #expect(short.pictures(of: short.verdict()) == nil)
  }
}
