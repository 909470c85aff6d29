import RealModule

func angle(_ y: Double, _ x: Double) -> Double { Double.atan2(y: y, x: x) }

/// The classic fourth-order method, `sub` steps of h/sub per row, plus √(h/sub)·noise in every
/// channel.
func flow(
  _ count: Int, from start: [Double], step h: Double, sub: Int = 1, noise: Double = 0,
  random: inout SeededNormals, _ field: ([Double]) -> [Double]
) -> [[Double]] {
  func moved(_ state: [Double], _ slope: [Double], _ time: Double) -> [Double] {
    zip(state, slope).map { $0 + time * $1 }
  }
  let time = h / Double(sub)
  var rows: [[Double]] = []
  var state = start
  for _ in 0..<count {
    rows.append(state)
    for _ in 0..<sub {
      let k1 = field(state)
      let k2 = field(moved(state, k1, time / 2))
      let k3 = field(moved(state, k2, time / 2))
      let k4 = field(moved(state, k3, time))
      for index in state.indices {
        state[index] += time / 6 * (k1[index] + 2 * k2[index] + 2 * k3[index] + k4[index])
        if noise > 0 { state[index] += noise * time.squareRoot() * random.normal() }
      }
    }
  }
  return rows
}
