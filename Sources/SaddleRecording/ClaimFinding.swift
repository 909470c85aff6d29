/// One claim of a paper, and what came of testing it.
public struct ClaimFinding: Hashable, Sendable {
  /// What the test says.
  public enum Verdict: String, CaseIterable, Sendable {
    /// Everything that was measured agrees.
    case holds
    /// Something that was measured contradicts it.
    case fails
    /// It was not measured, or the measurement does not decide.
    case undecided

    /// The verdict in words.
    public var words: String {
      switch self {
      case .holds: "holds"
      case .fails: "fails"
      case .undecided: "could not be decided"
      }
    }
  }

  /// A drawing of curves over steps.
  public struct Figure: Hashable, Sendable {
    /// What is drawn.
    public var title: String
    /// The curves, each by its name.
    public var curves: [MetricSeries]

    /// Joins the parts.
    public init(title: String, curves: [MetricSeries]) {
      self.title = title
      self.curves = curves
    }
  }

  /// A drawing of points in groups, of two numbers each.
  public struct Scatter: Hashable, Sendable {
    /// Points of one color.
    public struct Group: Hashable, Sendable {
      /// What they have in common.
      public var name: String
      /// The two numbers of each.
      public var points: [[Double]]

      /// Joins the parts.
      public init(name: String, points: [[Double]]) {
        self.name = name
        self.points = points
      }
    }

    /// What is drawn.
    public var title: String
    /// The first numbers, in words.
    public var across: String
    /// The second ones.
    public var up: String
    /// The points.
    public var groups: [Group]

    /// Joins the parts.
    public init(title: String, across: String, up: String, groups: [Group]) {
      self.title = title
      self.across = across
      self.up = up
      self.groups = groups
    }
  }

  /// A picture that a run recorded.
  public struct Picture: Hashable, Sendable {
    /// What it shows.
    public var caption: String
    /// The file.
    public var png: [UInt8]

    /// Joins the parts.
    public init(caption: String, png: [UInt8]) {
      self.caption = caption
      self.png = png
    }
  }

  /// Its place in the paper's order.
  public var number: Int
  /// A few words.
  public var title: String
  /// The claim.
  public var statement: String
  /// The games it is tested on.
  public var game: String
  /// The heads of ``rows``.
  public var columns: [String] = []
  /// What was measured, a row for each point.
  public var rows: [[String]] = []
  /// What the test says.
  public var verdict = Verdict.undecided
  /// Why, in sentences.
  public var reasons: [String] = []
  /// The drawings of curves.
  public var figures: [Figure] = []
  /// The drawings of points.
  public var scatters: [Scatter] = []
  /// Pictures of samples.
  public var pictures: [Picture] = []
  /// What reads the same figures from the store; empty if nothing was recorded.
  public var sql = ""

  /// A claim that nothing is known of yet.
  public init(number: Int, title: String, statement: String, game: String) {
    self.number = number
    self.title = title
    self.statement = statement
    self.game = game
  }
}
