import RealModule
import SaddleTensor

/// Points along a spiral without modes: s·(t cos t, t sin t) + N(0, σ²I), t = 3π/2·(1 + 2u), u
/// uniform in (0, 1).
///
/// The plane version of scikit-learn's `make_swiss_roll`, as Gulrajani et al. 2017
/// (arXiv:1704.00028) draw it: s = 1/7.5 and σ = 0.25/7.5.
struct SwissRollSource: SampleSource {
  /// Where the roll ends: s = radius/(9π/2).
  let radius: Double
  /// σ.
  let deviation: Double
  let rowCount: Int
  let seed: UInt64

  var valueCount: Int { 2 }

  var digest: String {
    var digest = DataDigest()
    digest.combine(
      "swiss-roll \(rowCount) \(seed) \(deviation.bitPattern) \(radius.bitPattern)")
    return digest.text
  }

  func read(row: Int, into sample: UnsafeMutableBufferPointer<Float>) {
    let noise = Noise(seed: seed, stream: SyntheticStream.swissRoll, step: row)
    let angle = 1.5 * Double.pi * (1 + 2 * noise.uniform(at: 0))
    let reach = radius * angle / (4.5 * Double.pi)
    sample[0] = Float(reach * Double.cos(angle) + deviation * noise.normal(at: 1))
    sample[1] = Float(reach * Double.sin(angle) + deviation * noise.normal(at: 2))
  }
}
