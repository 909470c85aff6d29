public import SaddleGames

/// Every neural game that Saddlebag plays by name.
public enum NeuralCatalog {
  /// The entries, in the order of their papers.
  public static let entries: [GameEntry] = [
    VanillaGAN.entry,
    FGAN.entry,
    LeastSquaresGAN.entry,
    WassersteinGAN.clippedEntry,
    WassersteinGAN.penalizedEntry,
    HingeGAN.entry,
    DRAGAN.entry,
    SpectralGAN.entry,
    SlopeGAN.realEntry,
    SlopeGAN.generatedEntry,
    TransportGAN.entry,
  ]
}
