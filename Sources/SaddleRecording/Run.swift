public import struct FoundationEssentials.Date
public import struct FoundationEssentials.UUID

/// One seeded execution of a training, as recorded.
public struct Run: Identifiable, Hashable, Sendable {
  /// The store's own number of a run: small, for typing; not the same in another store.
  public struct ID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number.
    public let rawValue: Int64

    /// Wraps a number.
    public init(_ rawValue: Int64) { self.rawValue = rawValue }

    /// The number.
    public var description: String { "\(rawValue)" }

    /// By age in this store.
    public static func < (left: ID, right: ID) -> Bool { left.rawValue < right.rawValue }
  }

  /// The number in this store.
  public let id: ID
  /// What the run was, fixed before its first step.
  public let description: RunDescription
  /// How it stands.
  public let status: RunStatus
  /// When the record began.
  public let startedAt: Date
  /// When it ended; nil while it runs and after a crash.
  public let endedAt: Date?
  /// The last step that is durable in the store; nil if none is.
  public let lastStep: Int?
  /// The number of recorded steps, the initial profile included.
  public let stepCount: Int
  /// What people said of it afterwards.
  public let annotations: RunAnnotations
  /// Where its parameters are, as far as they are kept.
  public let parameterPlace: ParameterPlace
  /// Of every how many steps pruning left the parameters, 0 for the newest whole state alone; nil if
  /// none were pruned.
  public let prunedEvery: Int?

  /// Whether the parameters of every step are there.
  public var keepsEveryStep: Bool {
    description.parameterPolicy.keepsEveryStep && prunedEvery == nil
  }

  /// Joins what the store holds of a run.
  public init(
    id: ID, description: RunDescription, status: RunStatus, startedAt: Date, endedAt: Date?,
    lastStep: Int?, stepCount: Int, annotations: RunAnnotations = RunAnnotations(),
    parameterPlace: ParameterPlace = .store, prunedEvery: Int? = nil
  ) {
    self.id = id
    self.description = description
    self.status = status
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.lastStep = lastStep
    self.stepCount = stepCount
    self.annotations = annotations
    self.parameterPlace = parameterPlace
    self.prunedEvery = prunedEvery
  }
}

/// What people say of a run afterwards.
public struct RunAnnotations: Hashable, Sendable {
  /// Words to find it by, in order of the alphabet.
  public var tags: [String]
  /// A note; nil if there is none.
  public var note: String?
  /// When it was put away, so that lists leave it out; nil if it was not.
  public var archivedAt: Date?

  /// Joins the parts.
  public init(tags: [String] = [], note: String? = nil, archivedAt: Date? = nil) {
    self.tags = tags
    self.note = note
    self.archivedAt = archivedAt
  }
}

/// How a run stands.
public enum RunStatus: Hashable, Sendable {
  /// Its process is alive.
  case running
  /// Its process is gone and said nothing.
  case crashed
  /// It ended and said how.
  case ended(Outcome)
}

/// How a run ended: data, not an error.
public enum Outcome: String, CaseIterable, Sendable {
  /// The stopping tolerance was reached.
  case converged
  /// All steps asked for were played.
  case stepLimit
  /// A parameter left the bound within which the run was to stay, or an alert ended the run for growing.
  case diverged
  /// A parameter became NaN or infinite.
  case nonfinite
  /// The user stopped it, or had an alert stop it.
  case interrupted

  /// What happened, in words.
  public var sentence: String {
    switch self {
    case .converged: "the stopping tolerance was reached"
    case .stepLimit: "all steps were played"
    case .diverged: "the parameters left the divergence bound, or grew until an alert ended it"
    case .nonfinite: "a parameter became NaN or infinite"
    case .interrupted: "stopped by the user"
    }
  }
}
