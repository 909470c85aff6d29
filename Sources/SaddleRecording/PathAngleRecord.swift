/// One point of the path angle from one recorded step to another, as stored.
public struct PathAngleRecord: Hashable, Sendable {
  /// α: 0 at the first step, 1 at the second.
  public let alpha: Double
  /// The cosine of the angle between the line and the field there; NaN where the field vanishes.
  public let cosine: Double
  /// The field's length there.
  public let fieldNorm: Double

  /// Joins the three.
  public init(alpha: Double, cosine: Double, fieldNorm: Double) {
    self.alpha = alpha
    self.cosine = cosine
    self.fieldNorm = fieldNorm
  }
}
