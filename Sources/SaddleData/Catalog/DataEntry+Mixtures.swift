extension DataEntry {
  static let ring = DataEntry(
    name: "ring", summary: "normal modes on a circle in the plane",
    source: "Metz et al. 2017, arXiv:1611.02163",
    settings: [
      Setting("modes", "8", "how many modes, 1 to 10000"),
      Setting("radius", "2", "the circle's radius > 0"), .deviation("0.02"), .rows, .seed,
    ]
  ) { (settings, specification) throws(DataError) in
    let mixture = GaussianMixture.ring(
      modes: try settings.integer("modes", in: 1...10_000), radius: try settings.size("radius"),
      deviation: try settings.size("deviation"))
    return try dataset(mixture, settings, specification)
  }

  static let grid = DataEntry(
    name: "grid", summary: "normal modes on a square grid in the plane",
    source: "Lin et al. 2018 (PacGAN), arXiv:1712.04086",
    settings: [
      Setting("side", "5", "how many modes a side, 1 to 100"),
      Setting("spacing", "2", "the distance of neighbors > 0"), .deviation("0.05"), .rows, .seed,
    ]
  ) { (settings, specification) throws(DataError) in
    let mixture = GaussianMixture.grid(
      side: try settings.integer("side", in: 1...100), spacing: try settings.size("spacing"),
      deviation: try settings.size("deviation"))
    return try dataset(mixture, settings, specification)
  }

  static let spiral = DataEntry(
    name: "spiral", summary: "normal modes along a spiral in the plane",
    source: "Saddlebag; an Archimedean spiral",
    settings: [
      Setting("modes", "20", "how many modes, 1 to 10000"),
      Setting("turns", "1.5", "how often the arm winds around the origin, > 0"),
      Setting("radius", "2", "where the arm ends, > 0"), .deviation("0.03"), .rows, .seed,
    ]
  ) { (settings, specification) throws(DataError) in
    let mixture = GaussianMixture.spiral(
      modes: try settings.integer("modes", in: 1...10_000), turns: try settings.size("turns"),
      radius: try settings.size("radius"), deviation: try settings.size("deviation"))
    return try dataset(mixture, settings, specification)
  }

  static let swissRoll = DataEntry(
    name: "swiss-roll", summary: "a noisy spiral without modes in the plane",
    source: "Gulrajani et al. 2017, arXiv:1704.00028",
    settings: [
      Setting("radius", "1.885", "where the roll ends, > 0"),
      Setting("deviation", "0.0333", "σ > 0 of the noise of each coordinate"), .rows, .seed,
    ]
  ) { (settings, specification) throws(DataError) in
    let source = SwissRollSource(
      radius: try settings.size("radius"), deviation: try settings.size("deviation"),
      rowCount: try settings.rowCount(), seed: try settings.seed())
    return Dataset(specification: specification, sampleShape: [2], source: source)
  }

  private static func dataset(
    _ mixture: GaussianMixture, _ settings: DataSettings, _ specification: String
  ) throws(DataError) -> Dataset {
    let source = MixtureSource(
      mixture: mixture, rowCount: try settings.rowCount(), seed: try settings.seed())
    return Dataset(
      specification: specification, sampleShape: [2], source: source,
      labels: Labels(
        classNames: mixture.centers.indices.map { "mode \($0)" },
        classOfRow: { source.mode(ofRow: $0) }),
      mixture: mixture)
  }
}
