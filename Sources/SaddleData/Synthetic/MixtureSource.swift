import SaddleTensor

/// Points drawn from a mixture: row i is keyed by (seed, i).
struct MixtureSource: SampleSource {
  let mixture: GaussianMixture
  let rowCount: Int
  let seed: UInt64

  var valueCount: Int { 2 }

  var digest: String {
    var digest = DataDigest()
    digest.combine("mixture \(rowCount) \(seed) \(mixture.deviation.bitPattern)")
    for center in mixture.centers {
      digest.combine(center.x.bitPattern)
      digest.combine(center.y.bitPattern)
    }
    return digest.text
  }

  func mode(ofRow row: Int) -> Int {
    Int(noise(row).uniform(at: 0) * Double(mixture.centers.count))
  }

  func read(row: Int, into sample: UnsafeMutableBufferPointer<Float>) {
    let center = mixture.centers[mode(ofRow: row)]
    let noise = noise(row)
    sample[0] = Float(center.x + mixture.deviation * noise.normal(at: 1))
    sample[1] = Float(center.y + mixture.deviation * noise.normal(at: 2))
  }

  private func noise(_ row: Int) -> Noise {
    Noise(seed: seed, stream: SyntheticStream.mixture, step: row)
  }
}

/// The random streams of made data.
enum SyntheticStream {
  static let mixture: UInt64 = 0x4D49_5854
  static let swissRoll: UInt64 = 0x524F_4C4C
  static let gaussian: UInt64 = 0x4741_5553
}
