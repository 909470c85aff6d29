import RealModule

extension GaussianMixture {
  /// Modes evenly on a circle, the first on the positive x-axis.
  ///
  /// Metz et al. 2017 (arXiv:1611.02163) take 8 modes of σ = 0.02 at radius 2.
  public static func ring(modes: Int, radius: Double, deviation: Double) -> GaussianMixture {
    GaussianMixture(
      centers: (0..<modes).map { mode in
        let angle = 2 * Double.pi * Double(mode) / Double(modes)
        return Center(x: radius * Double.cos(angle), y: radius * Double.sin(angle))
      }, deviation: deviation)
  }

  /// Modes on a square grid around the origin, row by row from the lower left.
  ///
  /// Lin et al. 2018 (PacGAN, arXiv:1712.04086) take 5 × 5 modes of σ = 0.05 at distance 2.
  public static func grid(side: Int, spacing: Double, deviation: Double) -> GaussianMixture {
    let first = -spacing * Double(side - 1) / 2
    return GaussianMixture(
      centers: (0..<side * side).map { mode in
        Center(
          x: first + spacing * Double(mode % side), y: first + spacing * Double(mode / side))
      }, deviation: deviation)
  }

  /// Modes on an Archimedean spiral r = R·θ/θ_max from near the origin outwards.
  ///
  /// Mode k of n stands at θ = θ_max·√((k + 1)/n), which spaces them about evenly along the arm.
  public static func spiral(
    modes: Int, turns: Double, radius: Double, deviation: Double
  ) -> GaussianMixture {
    GaussianMixture(
      centers: (0..<modes).map { mode in
        let share = (Double(mode + 1) / Double(modes)).squareRoot()
        let angle = 2 * Double.pi * turns * share
        return Center(
          x: radius * share * Double.cos(angle), y: radius * share * Double.sin(angle))
      }, deviation: deviation)
  }
}
