public import SaddleEquilibrium
public import SaddleRecording

extension GapRecord {
  /// An estimate at a step, as recorded.
  public init(_ estimate: GapEstimate, step: Int) {
    self.init(
      step: step, penalty: estimate.penalty, name: estimate.name, value: estimate.value,
      source: estimate.source.rawValue, domain: estimate.domain, bound: estimate.bound.rawValue,
      isConverged: estimate.isConverged)
    standardError = estimate.standardError
    upperValue = estimate.upperValue
    lowerValue = estimate.lowerValue
    innerSteps = estimate.innerSteps
    perturbations = estimate.perturbations
    sweep = estimate.sweep.map { [Double($0.steps), $0.value] }
    maximizerResidual = estimate.maximizerResidual
    minimizerResidual = estimate.minimizerResidual
    proximalResidual = estimate.proximalResidual
    isAtEdge = estimate.isAtEdge
    evaluationCount = estimate.evaluationCount
    isLimited = estimate.isLimited
    norm = estimate.norm
    data = estimate.data
    seconds = estimate.seconds
  }
}

extension LocalRecord {
  /// An analysis of a step, as recorded.
  ///
  /// - Parameters:
  ///   - analysis: what was found.
  ///   - step: where.
  ///   - hasKink: whether the payoff has kinks there (``SaddleEquilibrium/Differentiability``), which is then
  ///     the first of the uncertainties.
  public init(_ analysis: LocalAnalysis, step: Int, hasKink: Bool = false) {
    let verdict = analysis.verdict
    let kinks =
      "the payoff has kinks nearby: every figure of second order, and the kind of point with it, holds"
      + " on the smooth piece alone on which the step lies"
    let spectrum = analysis.spectrum
    let (own, other) = (analysis.minimizerCurvature, analysis.maximizerCurvature)
    let all: [String: Double?] = [
      "fieldNorm": analysis.fieldNorm,
      "minimizerGradientNorm": analysis.minimizerGradientNorm,
      "maximizerGradientNorm": analysis.maximizerGradientNorm,
      "naturalResidual": analysis.naturalResidual,
      "minimizerLeast": own.least.value, "minimizerLeastResidual": own.least.residual,
      "minimizerGreatest": own.greatest.value, "maximizerLeast": other.least.value,
      "maximizerGreatest": other.greatest.value,
      "maximizerGreatestResidual": other.greatest.residual,
      "minimaxCurvature": analysis.minimaxCurvature?.value,
      "maximinCurvature": analysis.maximinCurvature?.value,
      "proximalOrder": analysis.proximalOrder,
      "proximalOrderError": analysis.proximalOrder == nil ? nil : analysis.proximalOrderError,
      "leastReal": spectrum.leastReal, "greatestMagnitude": spectrum.greatestMagnitude,
      "greatestTurn": spectrum.greatestTurn, "rotationShare": spectrum.rotationShare,
      "rotationShareError": spectrum.rotationShareError,
      "largestStepSize": spectrum.largestStepSize,
      "stabilizingRatio": spectrum.stabilizingRatio,
    ]
    self.init(
      step: step, kind: verdict.kind.rawValue, sentence: verdict.sentence,
      uncertainties: (hasKink ? [kinks] : []) + verdict.uncertainties,
      numbers: all.compactMapValues { $0 },
      freeMinimizerCount: analysis.freeMinimizerCount,
      freeMaximizerCount: analysis.freeMaximizerCount, norm: analysis.norm,
      solver: analysis.solver.rawValue, productCount: analysis.productCount,
      isConverged: analysis.isConverged, data: analysis.data, seconds: analysis.seconds,
      curvatures: analysis.proximalCurvatures.map {
        Curvature(penalty: $0.penalty, least: $0.least?.value, residual: $0.least?.residual)
      })
  }
}
