import SaddleData
import SaddleLinearAlgebra

extension W2Gaussian {
  /// `w2-gaussian` in the catalog: played on the moments of a table.
  public static let entry = GameEntry(
    name: "w2-gaussian",
    summary: "an affine W2-GAN on data: no Nash, but a proximal equilibrium",
    formula: "V = E D(X) − E Dᶜ(WZ + u), D(x) = ½xᵀAx + bᵀx, ‖W‖₂ ≤ 1",
    source: "Farnia & Ozdaglar 2020, Theorem 1",
    parameters: [
      ParameterDescription(
        "components", default: .integer(8),
        "play on that many leading principal components if there are more columns; 0: all columns",
        range: ParameterDescription.nonnegative),
      ParameterDescription(
        "standardize", default: .flag(true),
        "center the data and divide all by one number, so that the mean variance is 1"),
    ] + sharedParameters
  ) { (values, data) throws(GameError) in
    try game(
      on: try moments(of: data, values), values, start: nil)
  }

  /// `w2-moments` in the catalog: played on given moments, without data.
  public static let momentsEntry = GameEntry(
    name: "w2-moments",
    summary: "w2-gaussian on given deviations: its smallest case, with exact proximal responses",
    formula: "V = E D(X) − E Dᶜ(WZ + u), X ~ (mean m, covariance diag σᵢ² or Σ)",
    source: "Farnia & Ozdaglar 2020, Theorem 1",
    parameters: [
      ParameterDescription(
        "deviations", default: .list([2]), "σᵢ ≥ 0, one per coordinate, not all 0"),
      ParameterDescription(
        "covariance", default: .list([]),
        "Σ ⪰ 0 in place of deviations, its lower triangle row by row; empty: diag σᵢ²"),
      ParameterDescription(
        "mean", default: .list([]), "m, one number per coordinate; empty: zeros"),
    ] + sharedParameters + [
      ParameterDescription(
        "start", default: .list([]),
        "W row by row, u, A (lower triangle, times √2 off the diagonal), b; empty: random")
    ]
  ) { values throws(GameError) in
    let moments = try givenMoments(values)
    let d = moments.count
    let shape = ProfileShape(
      minimizerCount: d * d + d, maximizerCount: SymmetricPacking.count(ofRows: d) + d)
    let start =
      values.list("start").isEmpty
      ? nil
      : StrategyProfile(values: try values.startCoordinates(count: shape.count), shape: shape)
    return try game(on: moments, values, start: start)
  }

  private static let sharedParameters = [
    ParameterDescription(
      "generator", default: "spectral", choices: Generator.allCases.map(\.rawValue),
      "spectral keeps ‖W‖₂ ≤ 1; free does not"),
    ParameterDescription(
      "curvatureMargin", default: .real(0.1),
      "δ > 0: the discriminator is kept at A ⪯ (1 − δ)I; less than 1/σ for every deviation σ",
      range: 1e-9...(1 - 1e-9)),
    ParameterDescription(
      "gapRadius", default: .real(1), "U > 0: gaps refer to ‖u − m‖ ≤ U",
      range: ParameterDescription.positive),
  ]

  private static func moments(
    of data: Dataset, _ values: ParameterValues
  ) throws(GameError) -> DataMoments {
    var moments = data.table.moments
    guard moments.totalVariance.isFinite, moments.mean.allSatisfy({ ($0 * $0).isFinite }) else {
      throw GameError(
        .invalidData, "the data are too large: their squares overflow",
        hint: "divide every column by its largest value")
    }
    guard (Double(moments.count) / moments.totalVariance).isFinite else {
      throw GameError(
        .invalidData, "the data do not vary: every row is the same",
        hint: "give it a table of different samples")
    }
    let components = values.integer("components")
    if components > 0, components < moments.count { moments = moments.principal(components) }
    return values.flag("standardize") ? moments.standardized() : moments
  }

  private static func givenMoments(_ values: ParameterValues) throws(GameError) -> DataMoments {
    if !values.list("covariance").isEmpty { return try correlatedMoments(values) }
    let deviations = values.list("deviations")
    guard deviations.allSatisfy({ $0 >= 0 }), deviations.contains(where: { $0 > 0 }) else {
      throw GameError(
        .invalidParameter, "parameter 'deviations' must hold numbers ≥ 0, one of them > 0",
        hint: "give one per coordinate, such as 2,0.5")
    }
    let mean = values.list("mean")
    guard mean.isEmpty || mean.count == deviations.count else {
      throw GameError(
        .invalidParameter,
        "parameter 'mean' holds \(mean.count) numbers and 'deviations' \(deviations.count)",
        hint: "give one of each per coordinate, or leave 'mean' empty for zeros")
    }
    let variances = deviations.map { $0 * $0 }
    guard (variances + mean.map { $0 * $0 }).allSatisfy(\.isFinite),
      variances.contains(where: { $0 > 0 })
    else {
      throw GameError(
        .invalidParameter, "the squares of 'deviations' or 'mean' over- or underflow",
        hint: "give numbers of ordinary size")
    }
    return DataMoments(
      mean: mean.isEmpty ? deviations.map { _ in 0 } : mean,
      covariance: Matrix(diagonal: variances))
  }

  private static func correlatedMoments(
    _ values: ParameterValues
  ) throws(GameError) -> DataMoments {
    let entries = values.list("covariance")
    let mean = values.list("mean")
    let count = (1...entries.count).first { $0 * ($0 + 1) / 2 >= entries.count } ?? 1
    var covariance = Matrix(zeros: count, count)
    if count * (count + 1) / 2 == entries.count {
      for row in 0..<count {
        for column in 0...row {
          covariance[row, column] = entries[row * (row + 1) / 2 + column]
          covariance[column, row] = covariance[row, column]
        }
      }
    }
    let least = SymmetricEigen.values(of: covariance).first ?? .nan
    guard least >= -1e-12 * covariance.frobeniusNorm, covariance.trace > 0 else {
      throw GameError(
        .invalidParameter,
        "parameter 'covariance' must be the lower triangle of a matrix that is ⪰ 0 and not 0",
        hint: "give it row by row: Σ₁₁,Σ₂₁,Σ₂₂, such as 4,1,2")
    }
    guard mean.isEmpty || mean.count == count else {
      throw GameError(
        .invalidParameter,
        "parameter 'mean' holds \(mean.count) numbers and 'covariance' has \(count) rows",
        hint: "give one per row, or leave 'mean' empty for zeros")
    }
    return DataMoments(
      mean: mean.isEmpty ? [Double](repeating: 0, count: count) : mean, covariance: covariance)
  }

  private static func game(
    on moments: DataMoments, _ values: ParameterValues, start: StrategyProfile?
  ) throws(GameError) -> W2Gaussian {
    let generator = Generator(rawValue: values.choice("generator")) ?? .spectral
    let margin = values.real("curvatureMargin")
    let limit = Solution(moments: moments, generator: generator).leastStretch
    guard margin < limit else {
      throw GameError(
        .invalidParameter,
        "curvatureMargin \(margin) makes the equilibrium infeasible: it needs less than \(limit)",
        hint: "set curvatureMargin to \(limit / 2)")
    }
    return W2Gaussian(
      moments: moments, generator: generator, curvatureMargin: margin,
      gapRadius: values.real("gapRadius"), start: start)
  }
}
