import SaddleRecording

/// Metrics that a report shows side by side, and what it says of them.
struct MetricGroup {
  /// The section's name in links.
  let id: String
  /// The heading.
  let heading: String
  /// What the numbers mean, in a few sentences.
  let prose: String
  /// The metrics, in the order of the figures.
  let metrics: [ReportedMetric]
  /// How heights are chosen.
  let scale: HeightScale
  /// The summary under which the figures are folded; nil if they are not.
  var fold: String?

  /// The groups that have a metric, in the order of the page.
  static func all(of comparison: RunComparison) -> [Self] {
    let shown = comparison.shownMetrics
    let groups =
      [payoff(shown), norms(shown), gaps(shown), distance(shown)] + custom(shown)
    return groups.filter { !$0.metrics.isEmpty }
  }

  /// What other parts of Saddlebag measure, each under its heading, then what it does not know.
  private static func custom(_ shown: [ReportedMetric]) -> [Self] {
    let metrics = shown.filter { if case .custom = $0 { true } else { false } }
    let measured = metrics.filter(\.isMeasuredGap)
    let quality = metrics.filter(\.isOfSamples)
    let local = metrics.filter { $0.isCustom(under: "local.") }
    let sums = metrics.filter { $0.isCustom(under: "projection.") || $0.isCustom(under: "norm.") }
    let known = Set(measured + quality + local + sums)
    return [
      Self(
        id: "measured", heading: "Gaps by search",
        prose:
          "Gaps that have no closed form, searched for at some steps: what a player could gain, "
          + "as far as the search got. They are estimates from below, but for the noise of batches.",
        metrics: measured, scale: .logarithmic),
      Self(
        id: "quality", heading: "Samples against the data",
        prose: "How near generated samples are to the data, always from the same noise.",
        metrics: quality, scale: .signed),
      Self(
        id: "local", heading: "Kind of point",
        prose:
          "Second derivatives at some steps: at a local maximum of y its greatest curvature is "
          + "negative; the flow contracts where all real parts of eigenvalues of the game Jacobian "
          + "are positive.",
        metrics: local, scale: .signed),
      Self(
        id: "other", heading: "Other metrics", prose: "Metrics of the recorder’s own.",
        metrics: metrics.filter { !known.contains($0) }, scale: .signed),
      Self(
        id: "projections", heading: "Sums of parameters",
        prose: "Sums of each player’s parameters with fixed random signs, and norms: what verdicts "
          + "on runs of many parameters are found from.",
        metrics: sums, scale: .signed, fold: "\(sums.count) figures"),
    ]
  }

  /// The scale of each figure: one for all where it shows each figure's values on at least 40 % of
  /// its height, else each its own; nil where there is nothing to draw.
  func axes(of series: [[MetricSeries]]) -> (axes: [AxisScale?], areShared: Bool) {
    let own = series.map { scale.axis(covering: $0) }
    guard series.count > 1, let union = scale.axis(covering: series.joined()) else {
      return (own, false)
    }
    let isShown = own.allSatisfy { axis in
      axis.map { $0.kind == union.kind && $0.span >= 0.4 * union.span } ?? true
    }
    return isShown ? (own.map { $0.map { _ in union } }, true) : (own, false)
  }

  private static func payoff(_ shown: [ReportedMetric]) -> Self {
    Self(
      id: "payoff", heading: "Payoff",
      prose: "f(x, y) is what the minimizer pays to the maximizer: x pulls it down, y pulls it up. "
        + "At a saddle point it is the value of the game.",
      metrics: shown.filter {
        [.builtIn(.payoff), .builtIn(.minimizerLoss), .builtIn(.maximizerLoss)].contains($0)
      },
      scale: .signed)
  }

  private static func norms(_ shown: [ReportedMetric]) -> Self {
    Self(
      id: "gradients", heading: "Gradient norms",
      prose: "Both players’ gradients make the field v = (∇ₓf, −∇ᵧf) that methods descend. "
        + "It is 0 at every equilibrium inside the strategy sets, but also at stationary points "
        + "that are none: a small norm alone proves little.",
      metrics: [
        .builtIn(.fieldNorm), .builtIn(.minimizerGradientNorm), .builtIn(.maximizerGradientNorm),
      ].filter(shown.contains),
      scale: .logarithmic)
  }

  private static func gaps(_ shown: [ReportedMetric]) -> Self {
    Self(
      id: "gaps", heading: "Gaps",
      prose: "How far the profile is from an equilibrium, in units of the payoff, in closed form. "
        + "The duality gap is 0 exactly at a Nash equilibrium, the primal gap where x is a global "
        + "minimax strategy, the λ-proximal gap at a λ-proximal equilibrium: it grows with λ from "
        + "the primal gap (λ = 0) to the duality gap (λ = ∞).",
      metrics: shown.filter { metric in
        switch metric {
        case .builtIn(.dualityGap), .builtIn(.primalGap), .proximalGap: true
        default: false
        }
      },
      scale: .logarithmic)
  }

  private static func distance(_ shown: [ReportedMetric]) -> Self {
    Self(
      id: "distance", heading: "Distance",
      prose: "How far both players’ parameters together are from the nearest equilibrium that "
        + "theory knows. A straight fall on the logarithmic scale is linear convergence.",
      metrics: shown.filter { $0 == .builtIn(.equilibriumDistance) }, scale: .logarithmic)
  }
}
