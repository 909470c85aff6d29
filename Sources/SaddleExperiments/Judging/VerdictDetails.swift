import FoundationEssentials
import SaddleCycles

/// The numbers of a verdict that have no column of their own, as they are recorded: a JSON object.
public struct VerdictDetails: Hashable, Sendable, Codable {
  /// A parameter that takes part in a rotation.
  public struct Coordinate: Hashable, Sendable, Codable {
    /// `minimizer` or `maximizer`.
    public var player: String
    /// Which of the player's parameters, from 0.
    public var index: Int
    /// |u_k|, its amplitude.
    public var amplitude: Double
  }

  /// The measures that decided, by name.
  public var numbers: [String: Double] = [:]
  /// T at the end, where the frequency drifts.
  public var endPeriod: Double?
  /// The turns seen.
  public var periodCount: Double?
  /// The periods of the strongest lines, strongest first: of a torus, its several periods.
  public var linePeriods: [Double]?
  /// It repeats only every so many turns.
  public var subharmonicOrder: Int?
  /// The share of each player's variance that the rotation holds.
  public var playerShares: [String: Double]?
  /// The parameters that swing furthest, at most eight.
  public var strongest: [Coordinate]?
  /// The period of a rotation that noise alone could keep up.
  public var tentativePeriod: Double?
  /// Whether the run stands still where the gradient is not small.
  public var isStalled: Bool?

  /// The object's text; keys in order, so that equal details are equal texts.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Every number was found finite.
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  /// Reads the text back; nil if it is none of these.
  public init?(json: String) {
    let decoded = try? JSONDecoder().decode(VerdictDetails.self, from: Data(json.utf8))
    guard let decoded else { return nil }
    self = decoded
  }

  init() {}
}
