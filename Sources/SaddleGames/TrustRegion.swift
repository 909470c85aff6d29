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
  // Ratios before squares: a run that converges drives gᵢ through the underflow of gᵢ².
  func excess(_ shift: Double) -> Double {
    terms.reduce(-radius * radius) { sum, term in
      let ratio = term.1 / ((term.0 + least) + shift)
      return sum + ratio * ratio
    }
  }
  let bound = terms.reduce(0) { $0 + abs($1.1) } / radius
  let shift = decreasingRoot(from: 0, to: bound, of: excess)
  let interior = terms.reduce(0) { $0 + $1.1 * ($1.1 / (($1.0 + least) + shift)) }
  return -0.5 * interior - 0.5 * (least + shift) * radius * radius
}
