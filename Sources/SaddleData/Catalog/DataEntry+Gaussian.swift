import SaddleLinearAlgebra

extension DataEntry {
  static let gaussian = DataEntry(
    name: "gaussian", summary: "normal vectors of any mean and covariance",
    source: "Saddlebag",
    settings: [
      Setting("mean", "", "m₁,m₂,…; zeros if not given"),
      Setting("deviations", "", "σ₁,σ₂,… of independent coordinates"),
      Setting(
        "covariance", "",
        "rows of Σ as 1,0.5;0.5,2, or a CSV or NPY file of them; the unit matrix of two if neither is given"
      ),
      .rows, .seed,
    ]
  ) { (settings, specification) throws(DataError) in
    let covariance = try covariance(settings)
    let given = try settings.list("mean")
    let mean = given.isEmpty ? [Double](repeating: 0, count: covariance.rowCount) : given
    guard mean.count == covariance.rowCount else {
      throw DataError(
        .invalidSpecification,
        "the mean of data 'gaussian' has \(mean.count) values and the covariance"
          + " \(covariance.rowCount) rows",
        hint: "give one mean per coordinate, or none for zeros")
    }
    guard
      let source = GaussianSource(
        mean: mean, covariance: covariance, rowCount: try settings.rowCount(),
        seed: try settings.seed())
    else {
      throw DataError(
        .invalidSpecification, "the covariance of data 'gaussian' has a negative eigenvalue",
        hint: "give a positive semidefinite matrix such as 1,0.5;0.5,2")
    }
    return Dataset(specification: specification, sampleShape: [mean.count], source: source)
  }

  private static func covariance(_ settings: DataSettings) throws(DataError) -> Matrix {
    let deviations = try settings.list("deviations")
    let text = settings.text("covariance")
    guard deviations.isEmpty || text.isEmpty else {
      throw DataError(
        .invalidSpecification, "data 'gaussian' takes deviations or a covariance, not both",
        hint: "leave one of them out")
    }
    let rows: [[Double]]
    if !deviations.isEmpty {
      guard deviations.allSatisfy({ $0 >= 0 && ($0 * $0).isFinite }) else {
        throw settings.invalid("deviations")
      }
      return Matrix(diagonal: deviations.map { $0 * $0 })
    } else if text.isEmpty {
      return .identity(2)
    } else if text.contains(where: \.isLetter), !text.lowercased().allSatisfy(isOfNumbers) {
      let table = try Dataset(specification: text).table
      rows = (0..<table.rowCount).map { row in
        Array(table.values[(row * table.columnCount)..<((row + 1) * table.columnCount)])
      }
    } else {
      rows = try settings.rows("covariance")
    }
    guard rows.count <= 4_096, rows.allSatisfy({ $0.count == rows.count }) else {
      throw DataError(
        .invalidSpecification,
        "the covariance of data 'gaussian' is not square: \(rows.count) rows of"
          + " \(rows.first?.count ?? 0)",
        hint: "give as many rows as columns, at most 4096")
    }
    let matrix = Matrix(rows)
    let largest = matrix.values.map(abs).max() ?? 0
    for row in 0..<rows.count {
      for column in 0..<row
      where abs(matrix[row, column] - matrix[column, row]) > 1e-9 * largest {
        throw DataError(
          .invalidSpecification,
          "the covariance of data 'gaussian' is not symmetric: entries (\(row + 1), \(column + 1))"
            + " and (\(column + 1), \(row + 1)) differ",
          hint: "give a symmetric matrix such as 1,0.5;0.5,2")
      }
    }
    return matrix
  }

  /// Whether a character may stand in a matrix of decimal numbers, `e` of exponents included.
  private static func isOfNumbers(_ character: Character) -> Bool {
    "0123456789+-.,;e ".contains(character)
  }
}
