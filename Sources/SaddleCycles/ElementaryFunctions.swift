import RealModule

// The few functions of one number that the analysis needs, under names that do not hide in dots.

func logarithm(_ value: Double) -> Double { Double.log(value) }
func exponential(_ value: Double) -> Double { Double.exp(value) }

/// x mod 1, in [0, 1).
func fraction(_ value: Double) -> Double { value - value.rounded(.down) }

/// The norm of a vector.
func norm(_ values: some Sequence<Double>) -> Double {
  values.reduce(0) { $0 + $1 * $1 }.squareRoot()
}

/// The middle of the sorted values; the mean of the two middle ones for an even count.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  guard !sorted.isEmpty else { return 0 }
  let half = sorted.count / 2
  return sorted.count.isMultiple(of: 2) ? 0.5 * (sorted[half - 1] + sorted[half]) : sorted[half]
}

/// The standard deviation about the mean.
func standardDeviation(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return 0 }
  let mean = values.reduce(0, +) / Double(values.count)
  let sum = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (sum / Double(values.count)).squareRoot()
}

/// The differences of neighbors.
func differences(_ values: [Double]) -> [Double] {
  zip(values.dropFirst(), values).map { $0 - $1 }
}

/// Phases without jumps: whole turns are added so that neighbors differ by at most π.
func unwrapped(_ phases: [Double]) -> [Double] {
  var result = phases
  var turns = 0.0
  for index in phases.indices.dropFirst() {
    let difference = phases[index] - phases[index - 1]
    if difference > .pi { turns -= 1 } else if difference < -.pi { turns += 1 }
    result[index] = phases[index] + 2 * .pi * turns
  }
  return result
}

/// The top of the parabola through three neighbors of the samples, and where it is.
///
/// The position stays within half a sample; at either end the sample itself is returned.
func parabolicPeak(_ values: [Double], at index: Int) -> (position: Double, height: Double) {
  guard index > 0, index < values.count - 1 else { return (Double(index), values[index]) }
  let (a, b, c) = (values[index - 1], values[index], values[index + 1])
  let bend = a - 2 * b + c
  let shift = bend != 0 ? min(max(0.5 * (a - c) / bend, -0.5), 0.5) : 0
  return (Double(index) + shift, b - 0.25 * (a - c) * shift)
}

/// The standard normal number that is exceeded with small probability p: four digits for p < 1e-3.
///
/// A fixed point of the tail's asymptotic series (Abramowitz & Stegun 26.2.12).
func normalUpperQuantile(_ probability: Double) -> Double {
  var z = (-2 * logarithm(probability)).squareRoot()
  for _ in 0..<8 {
    let series = 1 - 1 / (z * z) + 3 / (z * z * z * z)
    z = (-2 * logarithm(probability * z * (2 * Double.pi).squareRoot() / series)).squareRoot()
  }
  return z
}

/// The quantile of Gamma(k) scaled to mean 1, at a standard normal number z.
///
/// Wilson & Hilferty 1931: the cube root is nearly normal.
func gammaQuantile(shape: Double, normal: Double) -> Double {
  let root = max(1 - 1 / (9 * shape) + normal / (9 * shape).squareRoot(), 1e-3)
  return root * root * root
}
