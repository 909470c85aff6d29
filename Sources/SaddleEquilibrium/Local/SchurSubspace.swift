import SaddleGames
import SaddleLinearAlgebra

/// The second derivatives of a large game, compressed to orthonormal directions of both players that grow.
///
/// One player leads: A is its block of ∇²f, C that of the player who responds, B couples them, and M is
/// the norm that holds the response back. The leader's sign makes both minimax (S_λ of the minimizer)
/// and maximin one problem: there A = −f_yy, C = −f_xx, M = I.
struct SchurSubspace {
  let products: HessianProducts
  let leader: Player
  /// The directions that are kept: at the limit the best ones stay.
  let widthLimit: Int
  private var lead: Directions
  private var response: Directions
  /// UᵀAU.
  private(set) var own = Matrix(zeros: 0, 0)
  /// UᵀBW.
  private(set) var coupling = Matrix(zeros: 0, 0)
  /// WᵀCW.
  private(set) var opponent = Matrix(zeros: 0, 0)
  /// WᵀMW.
  private(set) var metric = Matrix(zeros: 0, 0)

  /// One player's directions with what the second derivatives make of them.
  private struct Directions {
    var basis: VectorStack
    /// In the player's own block.
    var own: VectorStack
    /// In the other's.
    var cross: VectorStack
    /// M times them, for the responder.
    var metric: VectorStack

    init(length: Int, otherLength: Int, isSingle: Bool, capacity: Int) {
      func empty(_ length: Int) -> VectorStack {
        VectorStack(length: length, isSingle: isSingle, capacity: capacity)
      }
      (basis, own) = (empty(length), empty(length))
      (cross, metric) = (empty(otherLength), empty(length))
    }

    /// Adds what is new in a vector to the basis; returns it as it is kept, at length 1.
    mutating func appendUnit(_ vector: [Double]) -> [Double]? {
      guard let unit = SchurSubspace.orthogonal(vector, to: basis) else { return nil }
      basis.append(unit)
      return basis[basis.count - 1]
    }

    /// The columns of `choice` as new directions.
    func compressed(by choice: Matrix, capacity: Int) -> Directions {
      var result = self
      result.basis = basis.combined(choice, capacity: capacity)
      result.own = own.combined(choice, capacity: capacity)
      result.cross = cross.combined(choice, capacity: capacity)
      if metric.count > 0 { result.metric = metric.combined(choice, capacity: capacity) }
      return result
    }
  }

  init(_ products: HessianProducts, leader: Player, widthLimit: Int) {
    self.products = products
    self.leader = leader
    self.widthLimit = widthLimit
    let shape = products.shape
    let (first, second) = (shape.range(of: leader).count, shape.range(of: leader.opponent).count)
    lead = Directions(
      length: first, otherLength: second, isSingle: products.isSingle, capacity: widthLimit)
    response = Directions(
      length: second, otherLength: first, isSingle: products.isSingle, capacity: widthLimit)
  }

  var leaderWidth: Int { lead.basis.count }
  var responderWidth: Int { response.basis.count }
  /// Whether another direction would pass the limit.
  var isFull: Bool { max(leaderWidth, responderWidth) >= widthLimit }

  /// Adds a direction of the leader; false if it lies in the subspace already.
  mutating func growLeader(_ vector: [Double]) -> Bool {
    guard let unit = lead.appendUnit(vector) else { return false }
    let image = products(leader, unit)
    let (own, cross) =
      leader == .minimizer
      ? (image.minimizer, image.maximizer)
      : (image.maximizer.map { -$0 }, image.minimizer.map { -$0 })
    lead.own.append(own)
    lead.cross.append(cross)
    self.own.appendSymmetric(lead.basis.overlaps(with: own))
    coupling.appendRow(response.basis.overlaps(with: cross))
    return true
  }

  /// Adds a direction of the responder; false if it lies in the subspace already.
  mutating func growResponder(_ vector: [Double]) -> Bool {
    guard let unit = response.appendUnit(vector) else { return false }
    let image = products(leader.opponent, unit)
    let (own, cross) =
      leader == .minimizer
      ? (image.maximizer, image.minimizer)
      : (image.minimizer.map { -$0 }, image.maximizer.map { -$0 })
    let pull = leader == .minimizer ? products.metric(unit) : unit
    response.own.append(own)
    response.cross.append(cross)
    response.metric.append(pull)
    opponent.appendSymmetric(response.basis.overlaps(with: own))
    metric.appendSymmetric(response.basis.overlaps(with: pull))
    coupling.appendColumn(lead.basis.overlaps(with: cross))
    return true
  }

  /// Bᵀu of the last direction of the leader: where its response begins.
  var lastPull: [Double] { lead.cross.count > 0 ? lead.cross[lead.cross.count - 1] : [] }

  /// (Au + Bw − θu, Bᵀu + (C − λM)w) for the combinations u = U·`a`, w = W·`b`.
  func residual(
    _ a: [Double], _ b: [Double], value: Double, penalty: Double
  ) -> (leader: [Double], responder: [Double]) {
    var first = [Double](repeating: 0, count: lead.basis.length)
    lead.own.add(a, to: &first)
    response.cross.add(b, to: &first)
    lead.basis.add(a.map { -value * $0 }, to: &first)
    var second = [Double](repeating: 0, count: response.basis.length)
    lead.cross.add(a, to: &second)
    response.own.add(b, to: &second)
    response.metric.add(b.map { -penalty * $0 }, to: &second)
    return (first, second)
  }

  /// Keeps the spans of these columns alone.
  mutating func compress(leader a: Matrix, responder b: Matrix) {
    let (a, b) = (Self.orthonormal(a), Self.orthonormal(b))
    lead = lead.compressed(by: a, capacity: widthLimit)
    response = response.compressed(by: b, capacity: widthLimit)
    own = (a.transposed * own * a).symmetrized
    coupling = a.transposed * coupling * b
    opponent = (b.transposed * opponent * b).symmetrized
    metric = (b.transposed * metric * b).symmetrized
  }

  /// The compressed second derivatives on the spans of the first columns of two choices.
  func small(
    leader: Matrix, responder: Matrix, width: Int
  ) -> (own: Matrix, coupling: Matrix, opponent: Matrix) {
    let (a, b) = (
      Self.orthonormal(leader.firstColumns(width)), Self.orthonormal(responder.firstColumns(width))
    )
    return (
      (a.transposed * own * a).symmetrized, a.transposed * coupling * b,
      (b.transposed * opponent * b).symmetrized
    )
  }

  /// What is left of a vector across the directions, at length 1; nil if that is nothing but rounding.
  private static func orthogonal(_ vector: [Double], to basis: VectorStack) -> [Double]? {
    let before = norm(vector)
    guard before > 0, before.isFinite, basis.count < vector.count else { return nil }
    var unit = vector
    let rest = basis.removeSpan(from: &unit).rest
    guard rest > 1e-12 * before else { return nil }
    for index in unit.indices { unit[index] /= rest }
    return unit
  }

  /// The columns of a small matrix made orthonormal; dependent ones are dropped.
  private static func orthonormal(_ matrix: Matrix) -> Matrix {
    var columns = VectorStack(
      length: matrix.rowCount, isSingle: false, capacity: matrix.columnCount)
    for column in 0..<matrix.columnCount {
      let vector = (0..<matrix.rowCount).map { matrix[$0, column] }
      if let unit = orthogonal(vector, to: columns) { columns.append(unit) }
    }
    return columns.count == 0
      ? Matrix(zeros: matrix.rowCount, 0)
      : Matrix((0..<columns.count).map { columns[$0] }).transposed
  }
}

extension Matrix {
  /// Adds a row and a column, both `entries`, whose last stands on the diagonal.
  fileprivate mutating func appendSymmetric(_ entries: [Double]) {
    appendColumn(Array(entries.dropLast()))
    appendRow(entries)
  }

  fileprivate mutating func appendRow(_ entries: [Double]) {
    self = Matrix(rowCount: rowCount + 1, columnCount: entries.count, values: values + entries)
  }

  fileprivate mutating func appendColumn(_ entries: [Double]) {
    var joined: [Double] = []
    joined.reserveCapacity(values.count + entries.count)
    for row in 0..<rowCount {
      joined += values[(row * columnCount)..<((row + 1) * columnCount)]
      joined.append(entries[row])
    }
    self = Matrix(rowCount: rowCount, columnCount: columnCount + 1, values: joined)
  }

  /// The first columns, as many as there are up to a number.
  func firstColumns(_ count: Int) -> Matrix {
    let width = min(count, columnCount)
    var joined: [Double] = []
    for row in 0..<rowCount { joined += values[(row * columnCount)..<(row * columnCount + width)] }
    return Matrix(rowCount: rowCount, columnCount: width, values: joined)
  }
}
