/// What the page's script needs to read values off a chart of steps.
extension PlotArea {
  /// Left edge, upper edge, width and height.
  var text: String {
    [left, top, width, height].map(SVGDocument.coordinate).joined(separator: " ")
  }
}

extension AxisScale {
  /// First and last step, the heights' ends after the transformation, the transformation and its parameter.
  func text(over steps: ClosedRange<Int>) -> String {
    let kind =
      switch kind {
      case .linear: "linear 0"
      case .logarithmic: "log 0"
      case .signedLogarithmic(let threshold): "signed \(threshold)"
      }
    return "\(steps.lowerBound) \(max(steps.upperBound, steps.lowerBound + 1)) "
      + "\(lower) \(upper) \(kind)"
  }
}
