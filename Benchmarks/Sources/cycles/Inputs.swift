import Foundation

/// Standard normals: SplitMix64 and Box & Muller.
struct Normals {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0xD1B5_4A32_D192_ED03 &+ 1 }

  private mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }

  mutating func next() -> Double {
    (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
  }
}

/// x and y of alternating descent ascent on xy, observed with a little noise.
func alternating(steps: Int, stepSize: Double, _ random: inout Normals) -> [Double] {
  var (x, y) = (1.0, 0.5)
  var values: [Double] = []
  values.reserveCapacity(2 * steps)
  for _ in 0..<steps {
    values.append(x + 0.01 * random.next())
    values.append(y + 0.01 * random.next())
    x -= stepSize * y
    y += stepSize * x
  }
  return values
}

/// As many such planes as fill the channels, all of one step size: 0.001, so that the slow motion of a
/// million steps is in view; x of every plane, then y of every plane.
func bilinearPlanes(steps: Int, channels: Int) -> [Double] {
  let planes = channels / 2
  var random = Normals(seed: 1)
  var values = [Double](repeating: 0, count: steps * channels)
  for plane in 0..<planes {
    let path = alternating(steps: steps, stepSize: 0.001, &random)
    for step in 0..<steps {
      values[step * channels + plane] = path[2 * step]
      values[step * channels + planes + plane] = path[2 * step + 1]
    }
  }
  return values
}
