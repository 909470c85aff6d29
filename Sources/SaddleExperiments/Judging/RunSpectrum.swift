public import SaddleData
public import SaddleEquilibrium
import SaddleGames
public import SaddleRecording

/// The spectrum of a recorded run's game at a stationary point, in the plane of its method.
public struct RunSpectrum: Hashable, Sendable {
  /// The point, x then y.
  public let point: [Double]
  /// Whether theory names the point; otherwise Newton's method found it.
  public let isKnown: Bool
  /// The eigenvalues and where they must lie.
  public let plane: StabilityPlane

  /// Finds it; nil where ``TheoryComparison`` has no say.
  ///
  /// - Parameters:
  ///   - run: what was played.
  ///   - center: where the run is: the nearest stationary point is taken.
  ///   - data: the data of games that are played on some.
  public init?(_ run: RunDescription, near center: [Double], data: Dataset? = nil) {
    guard
      let (setting, profile, isKnown) = PlayedSetting.stationary(run, near: center, data: data),
      let plane = StabilityPlane(of: setting.method, at: profile, in: setting.game)
    else { return nil }
    point = profile.values
    self.isKnown = isKnown
    self.plane = plane
  }
}
