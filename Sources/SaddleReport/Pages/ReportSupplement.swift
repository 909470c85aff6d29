public import SaddleRecording

/// What a report shows of runs besides their histories.
public struct ReportSupplement: Hashable, Sendable {
  /// What a run took.
  public struct Cost: Hashable, Sendable {
    /// Seconds that the record covers; nil without a step.
    public var wallSeconds: Double?
    /// About how many bytes of the store it takes; nil if unknown.
    public var storedBytes: Int?

    /// Joins the two.
    public init(wallSeconds: Double?, storedBytes: Int?) {
      self.wallSeconds = wallSeconds
      self.storedBytes = storedBytes
    }
  }

  /// A picture that a run recorded, such as a grid of samples.
  public struct Picture: Hashable, Sendable {
    /// The run.
    public var run: Run.ID
    /// Its name in the record.
    public var name: String
    /// The step; nil for the whole run.
    public var step: Int?
    /// Such as `image/png`.
    public var mediaType: String
    /// The file.
    public var bytes: [UInt8]

    /// Joins the parts.
    public init(run: Run.ID, name: String, step: Int?, mediaType: String, bytes: [UInt8]) {
      self.run = run
      self.name = name
      self.step = step
      self.mediaType = mediaType
      self.bytes = bytes
    }
  }

  /// The pictures of a verdict on a run that turns.
  public struct Rotation: Hashable, Sendable {
    /// A picture and what it shows.
    public struct Drawing: Hashable, Sendable {
      /// What it shows.
      public var title: String
      /// An SVG element.
      public var svg: String
    }

    /// The run.
    public var run: Run.ID
    /// ``CycleFigures/drawings(ofRun:)``.
    public var drawings: [Drawing]

    /// Joins the two.
    public init(run: Run.ID, drawings: [Drawing]) {
      self.run = run
      self.drawings = drawings
    }
  }

  /// A point of the complex plane: the real part across, the imaginary part up.
  public struct PlanePoint: Hashable, Sendable {
    /// The real part.
    public var x: Double
    /// The imaginary part.
    public var y: Double

    /// Joins the two.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// The eigenvalues that decide whether a run's method contracts near a stationary point.
  public struct Spectrum: Hashable, Sendable {
    /// Whether they are those of step size times game Jacobian; otherwise of the map of one step.
    public var isScaled: Bool
    /// The eigenvalues.
    public var eigenvalues: [PlanePoint]
    /// The closed curve around the region in which they must lie.
    public var boundary: [PlanePoint]
    /// Whether the region is inside the curve.
    public var isStableInside: Bool
    /// By what the distance to the point multiplies per step.
    public var rate: Double
    /// How many steps a turn takes; nil if nothing turns.
    public var period: Double?

    /// Joins the parts.
    public init(
      isScaled: Bool, eigenvalues: [PlanePoint], boundary: [PlanePoint], isStableInside: Bool,
      rate: Double, period: Double?
    ) {
      self.isScaled = isScaled
      self.eigenvalues = eigenvalues
      self.boundary = boundary
      self.isStableInside = isStableInside
      self.rate = rate
      self.period = period
    }
  }

  /// What each run took.
  public var costs: [Run.ID: Cost]
  /// Pictures, in the order in which they are shown.
  public var pictures: [Picture]
  /// Pictures of verdicts, in the order in which they are shown.
  public var rotations: [Rotation] = []
  /// The steps after which runs were gone on with.
  public var resumptions: [Run.ID: [Int]] = [:]
  /// Gaps that were searched for.
  public var gaps: [Run.ID: [GapReading]] = [:]
  /// Spectra at stationary points, where theory has them.
  public var spectra: [Run.ID: Spectrum] = [:]

  /// Joins the two.
  public init(costs: [Run.ID: Cost] = [:], pictures: [Picture] = []) {
    self.costs = costs
    self.pictures = pictures
  }
}
