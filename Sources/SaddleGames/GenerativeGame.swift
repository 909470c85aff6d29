/// A game whose minimizer generates samples: a GAN.
public protocol GenerativeGame: VariationalInequality {
  /// The extents of one sample: [2] for points in the plane, [28, 28, 1] for gray images.
  var sampleShape: [Int] { get }

  /// Generates samples, one after another, each row by row.
  ///
  /// Pure: the same arguments give the same bits, and the first samples do not depend on how many are
  /// asked for. A game drawn by a ``SampledGame`` generates with the state it was drawn with, such as
  /// running means.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - z: only the minimizer's part matters.
  ///   - seed: keys the generator's noise.
  /// - Returns: `count` times as many numbers as a sample has.
  func samples(_ count: Int, at z: StrategyProfile, seed: UInt64) -> [Float]
}
