import RealModule
import SaddleCycles
import SaddleEquilibrium

/// Says what a method's linear map must do at a point, and whether a run does.
struct TheoryWords {
  let verdict: Verdict
  let prediction: MethodPrediction
  let point: [Double]

  /// How far ρ may be from 1 and count as 1: its rounding.
  private static let margin = 1e-9

  var sentence: String { "\(claim), \(agreement)" }

  private var claim: String {
    let place =
      point.count <= 4
      ? "(" + point.map(Self.short).joined(separator: ", ") + ")" : "the nearest stationary point"
    let rho =
      "the spectral radius of this method at this step size is \(Self.short(prediction.rate))"
    let turn = prediction.period.map { ", turning once in \(Self.short($0)) steps" } ?? ""
    let fate =
      switch trend {
      case .out: prediction.period == nil ? "it must leave" : "it must spiral out"
      case .neither: "to first order it neither approaches nor leaves"
      case .in: prediction.period == nil ? "it must approach" : "it must spiral in"
      }
    return "\(rho) at \(place): near there \(fate)\(turn)"
  }

  private enum Trend {
    case out
    case neither
    case `in`
  }

  private var trend: Trend {
    if prediction.rate > 1 + Self.margin { return .out }
    return prediction.rate < 1 - Self.margin ? .in : .neither
  }

  private var agreement: String {
    switch (verdict.kind, trend) {
    case (.undetermined, _): return "which the run is too short to show"
    case (.diverging, .out): return "as it does\(measured)"
    case (.cycling, .out), (.quasiPeriodic, .out), (.chaotic, .out):
      return "and the run goes round it at a distance\(measured)"
    case (.cycling, .neither), (.quasiPeriodic, .neither): return "as it does\(measured)"
    case (.converging, .in), (.converged, .in): return "as it does\(measured)"
    case (.stationaryNoise, .in): return "and noise keeps it from arriving"
    case (.converged, .out), (.converging, .out):
      return "yet the run comes to rest: at another point, or on a boundary"
    case (.cycling, .in), (.quasiPeriodic, .in), (.chaotic, .in):
      return "yet the run goes round: another attractor holds it, farther away"
    case (.diverging, .in), (.drifting, .in):
      return "yet the run leaves: it did not begin near enough"
    case (_, .neither): return "so that what comes next in the expansion decides"
    case (.drifting, .out), (.stationaryNoise, .out): return "and the run has moved away"
    }
  }

  /// What was measured beside what was predicted.
  private var measured: String {
    var parts: [String] = []
    if let rate = verdict.rate, [.diverging, .converging].contains(verdict.kind) {
      parts.append("\(Self.short(Double.exp(rate))) measured")
    }
    if let period = verdict.period, prediction.period != nil {
      parts.append("once in \(Self.short(period)) steps measured")
    }
    return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
  }

  /// Five significant digits.
  static func short(_ value: Double) -> String {
    guard value.isFinite else { return "unknown" }
    guard abs(value) > 1e-12 else { return "0" }
    var scale = 1.0
    while abs(value) * scale < 10_000, scale < 1e15 { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    let isWhole = rounded == rounded.rounded() && abs(rounded) < 1e15
    return isWhole ? "\(Int(rounded))" : "\(rounded)"
  }
}
