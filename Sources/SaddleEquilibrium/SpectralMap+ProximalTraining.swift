import SaddleGames
public import SaddleLinearAlgebra
public import SaddleTraining

extension ProximalTraining: LinearlyPredictable {
  /// I − ηJ^λ: with ỹ = U_x x + U_y y the response,
  /// [[I − η(f_xx + f_xy U_x), −ηf_xy U_y], [ηλM U_x, I + ηλM(U_y − I)]].
  ///
  /// An exact response has U_x = Kf_yx, U_y = λKM with K = (λM − f_yy)⁻¹; one of k ascent steps has
  /// what that recursion gives. Nil for a field alone, if y follows its own loss, and where the exact response to z* is not
  /// y*: the method does not rest there.
  public func stepMap(at point: GameLinearization) -> Matrix? {
    guard
      maximizerUpdate == .proximal, point.isUnconstrained, let metric = point.proximalMetric,
      let (byX, byY) = responseMap(at: point, metric: metric)
    else { return nil }
    let shape = point.profile.shape
    let coupling = point.jacobian.block(.minimizer, .maximizer)
    let own = point.jacobian.block(.minimizer, .minimizer)
    let pull = penalty * metric
    let generator = Matrix(
      blocks: own + coupling * byX, coupling * byY,
      (-1) * (pull * byX), pull * (.identity(shape.maximizerCount) - byY))
    return .identity(shape.count) - point.scaled(generator, by: stepSizes)
  }

  /// (U_x, U_y), the derivatives of the response by x and by y.
  private func responseMap(
    at point: GameLinearization, metric: Matrix
  ) -> (byX: Matrix, byY: Matrix)? {
    let pull = penalty * metric
    let byX = (-1) * point.jacobian.block(.maximizer, .minimizer)
    let curvature = point.jacobian.block(.maximizer, .maximizer)
    let exact = (point.game as? any MinMaxGame)?
      .proximalResponse(at: point.profile, penalty: penalty)
    if response != .ascent, let exact {
      // A global maximum far from y* leads the method away, whatever the curvature at y*.
      let isRest = zip(exact, point.profile[.maximizer])
        .allSatisfy { abs($0 - $1) <= 1e-6 * (1 + abs($1)) }
      guard isRest else { return nil }
      let stiffness = pull + curvature
      guard let x = stiffness.solve(byX), let y = stiffness.solve(pull) else {
        return nil
      }
      return (x, y)
    }
    let count = point.profile.shape.maximizerCount
    let keep = .identity(count) - innerStepSize * (curvature + pull)
    var result = (
      byX: Matrix(zeros: count, point.profile.shape.minimizerCount), byY: Matrix.identity(count)
    )
    for _ in 0..<innerSteps {
      result.byX = keep * result.byX + innerStepSize * byX
      result.byY = keep * result.byY + innerStepSize * pull
    }
    return result
  }
}
