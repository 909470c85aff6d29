/// A polynomial in one variable, for the best responses of games with polynomial payoffs.
package struct Polynomial: Hashable, Sendable {
  /// c₀, c₁, … of c₀ + c₁t + c₂t² + ….
  package let coefficients: [Double]

  /// Reads the coefficients, the constant first.
  package init(_ coefficients: Double...) { self.coefficients = coefficients }

  private init(coefficients: [Double]) { self.coefficients = coefficients }

  /// The value at t (Horner).
  package func callAsFunction(_ t: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * t + $1 }
  }

  /// The derivative.
  package var derivative: Polynomial {
    Polynomial(
      coefficients: coefficients.enumerated().dropFirst().map { Double($0.offset) * $0.element })
  }

  /// Where the polynomial changes its sign within a range, in ascending order.
  ///
  /// Between neighboring sign changes of its derivative a polynomial is monotone, so that bisection
  /// misses none; roots of even multiplicity are no sign changes. Exact to rounding. Cost: about
  /// 50·d³ flops at degree d.
  package func signChanges(in range: ClosedRange<Double>) -> [Double] {
    guard coefficients.count > 1 else { return [] }
    var changes: [Double] = []
    var previous: (point: Double, isPositive: Bool)?
    var zero: Double?
    let turns = derivative.signChanges(in: range)
    for point in [range.lowerBound] + turns + [range.upperBound] {
      let value = self(point)
      if value == 0 {
        zero = point
        continue
      }
      if let start = previous, start.isPositive != (value > 0) {
        changes.append(zero ?? bisect(from: start.point, to: point, risesFrom: !start.isPositive))
      }
      previous = (point, value > 0)
      zero = nil
    }
    return changes
  }

  private func bisect(from start: Double, to end: Double, risesFrom rises: Bool) -> Double {
    var (lower, upper) = (start, end)
    for _ in 0..<200 {
      let middle = lower + (upper - lower) / 2
      guard middle > lower, middle < upper else { break }
      if (self(middle) > 0) == rises { upper = middle } else { lower = middle }
    }
    return lower + (upper - lower) / 2
  }

  /// The global maximum over a range: of the ends and every critical point, so exact to rounding.
  package func maximum(over range: ClosedRange<Double>) -> (argument: Double, value: Double) {
    let candidates = [range.lowerBound, range.upperBound] + derivative.signChanges(in: range)
    return candidates.reduce((range.lowerBound, -Double.infinity)) { best, point in
      let value = self(point)
      return value > best.1 ? (point, value) : best
    }
  }

  /// The global maximum over the real line; nil if there is none.
  ///
  /// All critical points lie within Cauchy's bound 1 + max|cᵢ/c_d| of the derivative.
  package var maximum: (argument: Double, value: Double)? {
    guard let degree = coefficients.lastIndex(where: { $0 != 0 }), degree > 0 else {
      return coefficients.first.map { (0, $0) }
    }
    guard degree % 2 == 0, coefficients[degree] < 0 else { return nil }
    let slopes = derivative.coefficients
    let bound = 1 + slopes.reduce(0) { max($0, abs($1 / slopes[degree - 1])) }
    return bound.isFinite ? maximum(over: -bound...bound) : nil
  }
}
