import SaddleCycles

/// A trajectory whose verdict is known.
struct LabelledRun: Sendable {
  let rows: [[Double]]
  /// What it does.
  let truth: Verdict.Kind
  /// What may also be said, where the run is short or at a border.
  let alsoRight: Set<Verdict.Kind>
  /// T in steps, where the truth is a cycle with a known period.
  let period: Double?
  let players: [Range<Int>]?
  let stepSizes: [Double]?

  init(
    _ rows: [[Double]], _ truth: Verdict.Kind, or alsoRight: Set<Verdict.Kind> = [],
    period: Double? = nil, players: [Range<Int>]? = nil, stepSizes: [Double]? = nil
  ) {
    self.rows = rows
    self.truth = truth
    self.alsoRight = alsoRight
    self.period = period
    self.players = players
    self.stepSizes = stepSizes
  }

  func verdict() throws -> Verdict {
    try CycleAnalysis(Trajectory(rows: rows), players: players, stepSizes: stepSizes).verdict()
  }

  func accepts(_ kind: Verdict.Kind) -> Bool { kind == truth || alsoRight.contains(kind) }
}

/// A family of dynamics: a seed makes a run, with its constants jittered.
struct DynamicsFamily: Sendable {
  let name: String
  let make: @Sendable (inout SeededNormals) -> LabelledRun

  func run(seed: Int) -> LabelledRun {
    // The name enters the seed, so that families do not share noise.
    let salt = name.utf8.reduce(0) { ($0 &* 131 &+ Int($1)) & 0xFFFF_FFFF }
    var random = SeededNormals(seed: seed &* 1_000_003 &+ salt)
    return make(&random)
  }

  static let all: [DynamicsFamily] =
    bilinear + oscillators + noise + motions
}

/// n iterates of a map, the start included.
func iterates(_ count: Int, from start: [Double], _ step: (inout [Double], Int) -> Void)
  -> [[Double]]
{
  var rows: [[Double]] = []
  rows.reserveCapacity(count)
  var state = start
  for index in 0..<count {
    rows.append(state)
    step(&state, index)
  }
  return rows
}

/// The mean period of a planar orbit, from the angle it winds about the middle of its extent.
func windingPeriod(_ rows: ArraySlice<[Double]>, _ a: Int = 0, _ b: Int = 1) -> Double {
  func normalized(_ channel: Int) -> [Double] {
    let values = rows.map { $0[channel] }
    let (low, high) = (values.min() ?? 0, values.max() ?? 0)
    return values.map { ($0 - (low + high) / 2) / (high - low) }
  }
  var total = 0.0
  var full = (turns: 0.0, time: 0.0)
  let (u, v) = (normalized(a), normalized(b))
  for index in 1..<u.count {
    let cross = u[index - 1] * v[index] - v[index - 1] * u[index]
    let inner = u[index - 1] * u[index] + v[index - 1] * v[index]
    let before = abs(total) / (2 * .pi)
    total += angle(cross, inner)
    let after = abs(total) / (2 * .pi)
    if after.rounded(.down) > before.rounded(.down), after > before {
      let whole = after.rounded(.down)
      full = (whole, Double(index - 1) + (whole - before) / (after - before))
    }
  }
  return full.time / full.turns
}
