package import SaddleLinearAlgebra

/// Optimal mixed strategies of the matrix game min over x, max over y of xᵀAy on simplices.
///
/// The value is unique (von Neumann 1928); where several strategies are optimal, this is one pair.
/// With A shifted and scaled into B with entries in [1, 2], u = x/V solves max Σu subject to
/// Bᵀu ≤ 1, u ≥ 0, which starts from u = 0; y/V are its dual variables. The simplex method with
/// Bland's rule (1977) ends after finitely many pivots. Exact to rounding for the small games of
/// this catalog; cost O(nm) per pivot, commonly n + m pivots.
package struct MatrixGameSolution: Sendable {
  /// x: the minimizer's mixed strategy.
  package let minimizer: [Double]
  /// y: the maximizer's mixed strategy.
  package let maximizer: [Double]
  /// min max xᵀAy = max min xᵀAy.
  package let value: Double

  /// Solves a game; nil only if rounding makes the pivots run past 10,000.
  ///
  /// - Precondition: the matrix is not empty and finite.
  package init?(of matrix: Matrix) {
    guard let least = matrix.values.min(), let most = matrix.values.max() else {
      preconditionFailure("an empty matrix is no game")
    }
    let scale = most > least ? 1 / (most - least) : 1
    var tableau = Tableau(
      Matrix(
        rowCount: matrix.rowCount, columnCount: matrix.columnCount,
        values: matrix.values.map { (($0 - least) * scale) + 1 }))
    for _ in 0..<10_000 {
      guard let column = tableau.enteringColumn else {
        let total = tableau.objective
        minimizer = tableau.solution.map { $0 / total }
        maximizer = tableau.duals.map { $0 / total }
        value = (1 / total - 1) / scale + least
        return
      }
      guard let row = tableau.leavingRow(for: column) else { return nil }
      tableau.pivot(row, column)
    }
    return nil
  }
}

/// The simplex tableau of max Σu subject to Bᵀu + s = 1, u, s ≥ 0.
private struct Tableau {
  /// Rows of constraints (u, s, right-hand side), then the row of reduced costs.
  private var cells: Matrix
  /// The variable that each constraint row holds: u by 0..<n, s by n..<(n + m).
  private var basis: [Int]
  private let variableCount: Int
  private var constraintCount: Int { basis.count }
  private var rightHandSide: Int { variableCount + constraintCount }
  private static let tolerance = 1e-13

  init(_ matrix: Matrix) {
    let (n, m) = (matrix.rowCount, matrix.columnCount)
    variableCount = n
    basis = Array(n..<(n + m))
    cells = Matrix(zeros: m + 1, n + m + 1)
    for constraint in 0..<m {
      for variable in 0..<n { cells[constraint, variable] = matrix[variable, constraint] }
      cells[constraint, n + constraint] = 1
      cells[constraint, n + m] = 1
    }
    for variable in 0..<n { cells[m, variable] = -1 }
  }

  /// Bland: the first variable whose increase raises the objective.
  var enteringColumn: Int? {
    (0..<rightHandSide).first { cells[constraintCount, $0] < -Self.tolerance }
  }

  /// The row that limits the increase; among equals the one of the first variable (Bland).
  func leavingRow(for column: Int) -> Int? {
    let limits = (0..<constraintCount)
      .filter { cells[$0, column] > Self.tolerance }
      .map { (row: $0, ratio: max(0, cells[$0, rightHandSide]) / cells[$0, column]) }
    guard let least = limits.map(\.ratio).min() else { return nil }
    return limits.filter { $0.ratio <= least + Self.tolerance }
      .min { basis[$0.row] < basis[$1.row] }?.row
  }

  mutating func pivot(_ pivotRow: Int, _ pivotColumn: Int) {
    let inverse = 1 / cells[pivotRow, pivotColumn]
    for column in 0...rightHandSide { cells[pivotRow, column] *= inverse }
    for row in 0...constraintCount where row != pivotRow {
      let factor = cells[row, pivotColumn]
      guard factor != 0 else { continue }
      for column in 0...rightHandSide {
        cells[row, column] -= factor * cells[pivotRow, column]
      }
    }
    basis[pivotRow] = pivotColumn
  }

  /// Σu.
  var objective: Double { cells[constraintCount, rightHandSide] }

  /// u.
  var solution: [Double] {
    var u = [Double](repeating: 0, count: variableCount)
    for (row, variable) in basis.enumerated() where variable < variableCount {
      u[variable] = max(0, cells[row, rightHandSide])
    }
    return u
  }

  /// The reduced costs of the slacks.
  var duals: [Double] {
    (variableCount..<rightHandSide).map { max(0, cells[constraintCount, $0]) }
  }
}
