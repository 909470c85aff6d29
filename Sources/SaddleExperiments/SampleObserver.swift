public import SaddleData
public import SaddleGames
import SaddleImages
public import SaddleRecording

/// Attaches a picture of what a generator makes, every K steps.
///
/// Images become a grid of 64; points in the plane 1,000 dots over 1,000 of the data; longer vectors are
/// drawn by their first two values. The latent batch is the same at every step, keyed by the run's seed, so
/// that the pictures show the generator and not the luck of the draw; a resumed run draws the same.
public final class SampleObserver: StepObserver {
  /// What the pictures are called in the record.
  public static let artifactName = "samples.png"

  private let cadence: Int
  private let seed: UInt64
  private let sampleShape: [Int]
  private let scatter: ScatterPicture?

  /// Makes one for a game; nil if it generates nothing that can be drawn.
  ///
  /// - Parameters:
  ///   - game: what is played.
  ///   - data: what it is played on; nil draws generated points alone.
  ///   - cadence: K > 0.
  ///   - seed: the run's.
  public init?(
    game: any VariationalInequality, data: Dataset?, every cadence: Int, seed: UInt64
  ) {
    guard let game = game as? any GenerativeGame, Self.canDraw(game), cadence > 0 else {
      return nil
    }
    sampleShape = game.sampleShape
    self.cadence = cadence
    self.seed = seed
    guard !Self.areImages(sampleShape) else {
      scatter = nil
      return
    }
    let rows = data.map { Array(0..<min(1_000, $0.rowCount)) } ?? []
    let real = data.flatMap { $0.valueCount == game.sampleShape[0] ? $0.samples(rows: rows) : nil }
    scatter = ScatterPicture(real: Self.firstTwo(of: real ?? [], game.sampleShape[0]))
  }

  /// Whether a game generates what can be drawn: images, or vectors of two values or more.
  static func canDraw(_ game: any VariationalInequality) -> Bool {
    guard let shape = (game as? any GenerativeGame)?.sampleShape else { return false }
    return areImages(shape) || (shape.count == 1 && shape[0] >= 2)
  }

  private static func areImages(_ shape: [Int]) -> Bool {
    shape.count == 3 && (shape[2] == 1 || shape[2] == 3)
  }

  /// Attaches the picture of a step that is due.
  public func observe(
    _ moment: StepMoment, record: inout StepRecord, recorder: any RunRecorder
  ) throws -> Outcome? {
    guard moment.isDue(every: cadence), let game = moment.game as? any GenerativeGame else {
      return nil
    }
    let picture: Raster
    if let scatter {
      let points = game.samples(1_000, at: moment.profile, seed: seed)
      picture = scatter.picture(Self.firstTwo(of: points, sampleShape[0]))
    } else {
      picture = SampleGrid.picture(
        game.samples(64, at: moment.profile, seed: seed), shape: sampleShape)
    }
    try recorder.attach(
      name: Self.artifactName, mediaType: "image/png", data: PNGEncoder.encode(picture),
      step: moment.step)
    return nil
  }

  private static func firstTwo(of vectors: [Float], _ count: Int) -> [Float] {
    count == 2 ? vectors : vectors.indices.filter { $0 % count < 2 }.map { vectors[$0] }
  }
}
