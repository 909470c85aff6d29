/// How much is kept of both players' parameters over a run; recorded on the run.
///
/// Every step has a 64-bit digest of the whole state (``StateDigest``) unless its recorder gave none,
/// so that a step whose parameters were not kept can be played again from the keyframe before it, and
/// proved.
public enum ParameterPolicy: Hashable, Sendable, CustomStringConvertible {
  /// The parameters of every step.
  case raw
  /// The parameters of every step, in fewer bytes: most as lossless deltas.
  case compressed
  /// The whole state (parameters and method memory) of every K-th step, K ≥ 1; nothing between.
  case keyframes(every: Int)
  /// Only the newest keyframe, from which a stopped run is resumed.
  case off

  /// Reads `raw`, `compressed`, `off` or `keyframes:K`; nil for anything else.
  public init?(_ text: String) {
    switch text {
    case "raw": self = .raw
    case "compressed": self = .compressed
    case "off": self = .off
    default:
      guard text.hasPrefix("keyframes:"), let every = Int(text.dropFirst("keyframes:".count)),
        every >= 1
      else { return nil }
      self = .keyframes(every: every)
    }
  }

  /// As ``init(_:)`` reads it.
  public var description: String {
    switch self {
    case .raw: "raw"
    case .compressed: "compressed"
    case .keyframes(let every): "keyframes:\(every)"
    case .off: "off"
    }
  }

  /// The policy for a state of so many values where the user asked for none: every step of a small
  /// game, every 1000th of a network, or every one compressed if it cannot be played again.
  ///
  /// A step of 2,048 values weighs 16 KiB, which is where parameters begin to cost more than all the
  /// rest of a step.
  ///
  /// - Parameters:
  ///   - stateCount: numbers of parameters and method memory.
  ///   - isReplayable: whether the program can play the run's steps again from its description.
  /// - Returns: the policy.
  public static func automatic(stateCount: Int, isReplayable: Bool = true) -> ParameterPolicy {
    if stateCount <= 2_048 { return .raw }
    return isReplayable ? .keyframes(every: keyframeInterval) : .compressed
  }

  /// Whether the parameters of every step are kept.
  public var keepsEveryStep: Bool { self == .raw || self == .compressed }

  /// Steps whose parameters take more bytes are large: where every one is kept, a store puts them in a
  /// file of the run's own, and does not keep the method's memory of each.
  public static let largeStepBytes = 16 << 10

  /// Of large steps, the method's memory is kept of every so many.
  public static let largeMemoryInterval = 32

  /// How many steps lie between the method memories that are kept under every policy, unless it says
  /// otherwise.
  public static let keyframeInterval = 1_000

  /// Whether the recorder of a training hands over the parameters of this step.
  public func includesParameters(at step: Int) -> Bool {
    switch self {
    case .raw, .compressed: true
    case .keyframes(let every): step % every == 0
    case .off: step % Self.keyframeInterval == 0
    }
  }
}

/// Where a run's parameters are.
public enum ParameterPlace: String, CaseIterable, Sendable {
  /// In the store, committed together with the metrics.
  case store
  /// In a file of the run's own beside the store, committed before the metrics.
  case file
}

/// What an acknowledged step survives; recorded on the run.
public enum Durability: String, CaseIterable, Sendable {
  /// A killed process and a power cut: every commit waits for the disk.
  case full
  /// A killed process; a power cut may take the last seconds' steps, and never leaves a hole.
  case normal
}

/// The numbers in which a run's parameters are stored.
public enum ParameterFormat: String, CaseIterable, Sendable {
  /// Little-endian 64-bit floats.
  case float64
  /// Little-endian 32-bit floats, for players whose parameters are exact in them.
  case float32

  /// Bytes of one number.
  public var byteCount: Int { self == .float64 ? 8 : 4 }
}
