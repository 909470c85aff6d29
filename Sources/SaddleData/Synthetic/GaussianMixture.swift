/// Equally likely round normal distributions in the plane: data whose modes are known.
///
/// This is what mode collapse is shown on: ``SaddleQuality`` counts how many modes a generator
/// reaches, and how many of its points lie within three deviations of one.
public struct GaussianMixture: Hashable, Sendable {
  /// A mode's mean.
  public struct Center: Hashable, Sendable {
    /// The first coordinate.
    public let x: Double
    /// The second coordinate.
    public let y: Double

    /// Joins the coordinates.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// The mean of each mode.
  public let centers: [Center]
  /// σ > 0 of each coordinate within a mode.
  public let deviation: Double

  /// Joins the parts.
  ///
  /// - Precondition: there is a mode, and σ > 0.
  public init(centers: [Center], deviation: Double) {
    precondition(!centers.isEmpty && deviation > 0, "a mixture needs a mode and σ > 0")
    self.centers = centers
    self.deviation = deviation
  }
}
