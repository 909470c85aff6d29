public import struct FoundationEssentials.UUID

/// What a run is, fixed before its first step: everything needed to play it again.
public struct RunDescription: Hashable, Sendable {
  /// The run's identity, the same in every store.
  public var uuid: UUID
  /// The question that the run belongs to.
  public var experiment: String
  /// What people call the run; need not be unique.
  public var name: String
  /// The game's name in the catalog, or the caller's own.
  public var game: String
  /// The method's name in the catalog, or the caller's own.
  public var method: String
  /// Random numbers are keyed by it.
  public var seed: UInt64
  /// Name and text of each parameter of the game, in listing order.
  public var gameParameters: [RunParameter]
  /// Name and text of each parameter of the method.
  public var methodParameters: [RunParameter]
  /// Name and text of each setting of the training itself (steps, noise, tolerance, data file …).
  public var trainingParameters: [RunParameter]
  /// The two players' numbers of parameters.
  public var minimizerCount: Int
  /// The length of y.
  public var maximizerCount: Int
  /// How much of the parameters is kept.
  public var parameterPolicy: ParameterPolicy
  /// The numbers in which parameters are stored.
  public var parameterFormat: ParameterFormat
  /// What an acknowledged step survives.
  public var durability: Durability
  /// The λ of each proximal gap that is recorded, in the order of ``StepRecord/proximalGaps``.
  public var proximalPenalties: [Double]
  /// What theory knows of the game: one phrase per known equilibrium.
  public var knownEquilibria: [RecordedEquilibrium]
  /// The set that gaps refer to, in words; nil if unbounded or there are none.
  public var gapDomain: String?
  /// The state of another run from which this one went on; nil if it began at the start.
  public var origin: RunOrigin?
  /// Where and with what it runs.
  public var environment: RunEnvironment

  /// Describes a run.
  public init(
    uuid: UUID = UUID(), experiment: String = "default", name: String, game: String,
    method: String, seed: UInt64, gameParameters: [RunParameter] = [],
    methodParameters: [RunParameter] = [], trainingParameters: [RunParameter] = [],
    minimizerCount: Int, maximizerCount: Int, parameterPolicy: ParameterPolicy = .raw,
    parameterFormat: ParameterFormat = .float64, durability: Durability = .full,
    proximalPenalties: [Double] = [],
    knownEquilibria: [RecordedEquilibrium] = [], gapDomain: String? = nil,
    origin: RunOrigin? = nil, environment: RunEnvironment
  ) {
    self.uuid = uuid
    self.experiment = experiment
    self.name = name
    self.game = game
    self.method = method
    self.seed = seed
    self.gameParameters = gameParameters
    self.methodParameters = methodParameters
    self.trainingParameters = trainingParameters
    self.minimizerCount = minimizerCount
    self.maximizerCount = maximizerCount
    self.parameterPolicy = parameterPolicy
    self.parameterFormat = parameterFormat
    self.durability = durability
    self.proximalPenalties = proximalPenalties
    self.knownEquilibria = knownEquilibria
    self.gapDomain = gapDomain
    self.origin = origin
    self.environment = environment
  }
}

extension RunDescription {
  /// Bytes of both players' parameters at one step.
  public var stepBytes: Int { (minimizerCount + maximizerCount) * parameterFormat.byteCount }
}

/// The state of a run from which another one went on.
public struct RunOrigin: Hashable, Sendable {
  /// The run, in whatever store it is.
  public let uuid: UUID
  /// The step whose whole state the other run began with.
  public let step: Int

  /// Joins run and step.
  public init(uuid: UUID, step: Int) {
    self.uuid = uuid
    self.step = step
  }
}

/// A named setting, as the text that the user could type.
public struct RunParameter: Hashable, Sendable {
  /// Such as `stepSize`.
  public let name: String
  /// Such as `0.05`: reads back to the same bits.
  public let value: String

  /// Joins name and text.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// An equilibrium that theory knows, for the record and for plots.
public struct RecordedEquilibrium: Hashable, Sendable {
  /// `nash`, `proximal` or `stationary`.
  public let kind: String
  /// λ* of a proximal equilibrium; nil otherwise.
  public let proximalOrder: Double?
  /// One phrase.
  public let note: String
  /// x then y.
  public let profile: [Double]

  /// Joins the parts.
  public init(kind: String, proximalOrder: Double?, note: String, profile: [Double]) {
    self.kind = kind
    self.proximalOrder = proximalOrder
    self.note = note
    self.profile = profile
  }
}

/// Where and with what a run was made.
public struct RunEnvironment: Hashable, Sendable {
  /// The machine's name.
  public var host: String
  /// The process that records, to tell a live run from a crashed one.
  public var processID: Int32
  /// The machine's boot, so that a reused process number is not taken for the run's.
  public var bootID: String
  /// The recorder's version.
  public var version: String
  /// The commit of the working directory; nil outside a git repository.
  public var gitCommit: String?
  /// The words of the command line.
  public var commandLine: [String]

  /// Joins the parts.
  public init(
    host: String, processID: Int32, bootID: String, version: String, gitCommit: String?,
    commandLine: [String]
  ) {
    self.host = host
    self.processID = processID
    self.bootID = bootID
    self.version = version
    self.gitCommit = gitCommit
    self.commandLine = commandLine
  }
}
