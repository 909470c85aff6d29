public import ComplexModule
public import RealModule
public import SaddleGames
public import SaddleLinearAlgebra

/// The game Jacobian J = Dv at one profile, as a dense matrix.
///
/// v = (∇ₓf, −∇ᵧf) makes J = [[f_xx, f_xy], [−f_yx, −f_yy]]. Cost: n + m Jacobian products.
public struct GameJacobian: Hashable, Sendable {
  /// J, of n + m rows and columns.
  public let matrix: Matrix
  /// How rows and columns split into x and y.
  public let shape: ProfileShape

  /// Measures J by its products with the unit vectors.
  public init(of game: any VariationalInequality, at z: StrategyProfile) {
    let count = z.shape.count
    var matrix = Matrix(zeros: count, count)
    var unit = [Double](repeating: 0, count: count)
    var product = unit
    for column in 0..<count {
      unit[column] = 1
      game.jacobianProduct(at: z, unit, into: &product)
      unit[column] = 0
      for row in 0..<count { matrix[row, column] = product[row] }
    }
    self.init(matrix: matrix, shape: z.shape)
  }

  /// Takes a matrix as J.
  ///
  /// - Precondition: it has `shape.count` rows and columns.
  public init(matrix: Matrix, shape: ProfileShape) {
    precondition(
      matrix.rowCount == shape.count && matrix.columnCount == shape.count,
      "a Jacobian of \(shape.count) parameters got \(matrix.rowCount) × \(matrix.columnCount)")
    self.matrix = matrix
    self.shape = shape
  }

  /// The derivative of one player's field by the strategy of another (or its own).
  public func block(_ row: Player, _ column: Player) -> Matrix {
    let (rows, columns) = (shape.range(of: row), shape.range(of: column))
    var block = Matrix(zeros: rows.count, columns.count)
    for i in rows.indices {
      for j in columns.indices {
        block[i - rows.lowerBound, j - columns.lowerBound] = matrix[i, j]
      }
    }
    return block
  }

  /// (J + Jᵀ)/2: what a potential game consists of.
  public var potentialPart: Matrix { matrix.symmetrized }

  /// (J − Jᵀ)/2: what turns.
  public var hamiltonianPart: Matrix { 0.5 * (matrix - matrix.transposed) }

  /// The eigenvalues ℓ of J; the flow ż = −v behaves as e^{−ℓt} along them.
  public var eigenvalues: [Complex<Double>] { GeneralEigenvalues(of: matrix).values }
}
