/// The zero of a continuous decreasing function between two numbers, to the last bit; the endpoint
/// nearest to it if the function does not change sign.
///
/// Not finite where the endpoints are not.
///
/// Bisection: about 60 evaluations. For stationarity conditions of concave functions of one number,
/// which have one root and no formula.
package func decreasingRoot(
  from start: Double, to end: Double, of function: (Double) -> Double
) -> Double {
  var (lower, upper) = (start, end)
  guard function(lower) > 0 else { return lower }
  guard function(upper) < 0 else { return upper }
  while true {
    let middle = lower + (upper - lower) / 2
    guard middle > lower, middle < upper else { return upper }
    if function(middle) > 0 { lower = middle } else { upper = middle }
  }
}
