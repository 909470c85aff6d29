/// The least value of ½Σhᵢvᵢ² + Σgᵢvᵢ over ‖v‖ ≤ radius, with any signs of hᵢ.
///
/// Strong duality holds (Conn, Gould & Toint, Trust-Region Methods, §7.2): the value is the maximum
/// over μ ≥ max(0, −min h) of the concave −½Σgᵢ²/(hᵢ + μ) − ½μ·radius². Its stationary μ is found
/// to the last bit, also in the hard case where gᵢ vanishes along the least hᵢ; the value depends
/// on μ only in second order. Cost: about 60·n.
package func trustRegionMinimum(
  curvatures: [Double], gradient: [Double], radius: Double
) -> Double {
  let least = max(0, -(curvatures.min() ?? 0))
  let terms = zip(curvatures, gradient).filter { $0.1 != 0 }
  func sum(_ shift: Double, _ power: Int) -> Double {
    terms.reduce(0) { sum, term in
      let denominator = (term.0 + least) + shift
      return sum + term.1 * term.1 / (power == 2 ? denominator * denominator : denominator)
    }
  }
  let norm = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
  let shift = decreasingRoot(from: 0, to: norm / radius) { sum($0, 2) - radius * radius }
  return -0.5 * sum(shift, 1) - 0.5 * (least + shift) * radius * radius
}
