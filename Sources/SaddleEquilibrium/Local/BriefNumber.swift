import RealModule

extension Double {
  /// Four significant digits, for sentences.
  package var brief: String {
    guard isFinite, self != 0 else { return self == 0 ? "0" : self.isNaN ? "NaN" : "\(self)" }
    let exponent = Int(Double.log10(magnitude).rounded(.down))
    if exponent >= -4, exponent < 7 {
      let scale = Double.pow(10, 3 - exponent)
      let rounded = (self * scale).rounded() / scale
      return rounded == rounded.rounded() && abs(rounded) < 1e7 ? "\(Int(rounded))" : "\(rounded)"
    }
    let scale = Double.pow(10, exponent)
    return "\((self / scale * 1_000).rounded() / 1_000)e\(exponent)"
  }
}
