/// What a person asks of runs: a tree of comparisons, read from text by ``init(parsing:)``.
///
///     let filter = try Filter(parsing: "game = 'dirac-gan' and dualityGap.last < 0.1")
///
/// The grammar, keywords in any case:
///
///     filter     = conjunction { OR conjunction }
///     conjunction = condition { AND condition }
///     condition  = NOT condition | ( filter ) | operand test
///     test       = (= | != | < | <= | > | >=) operand
///                | [NOT] LIKE text | [NOT] IN ( literal, … ) | [NOT] BETWEEN literal AND literal
///                | IS [NOT] MISSING | IS [NOT] NAN
///     operand    = products and sums of: literal | name | ( operand )
///     literal    = number | 'text' | "text" | TRUE | FALSE | AGO(number unit)
///     name       = field | [game. | method. | training.] parameter | metric [. aspect]
///     aspect     = last | first | min | max | mean | argmin | argmax | count | nans | AT(step)
///                | min, max or mean of (LAST n) or (FIRST n)
///
/// The logic has two values: a comparison with what a run does not have, or with NaN, is false, and
/// its NOT is true; `a != b` is `NOT a = b`. Which names there are depends on the store, so that a
/// tree holds them unresolved.
public indirect enum Filter: Hashable, Sendable {
  /// True if all are.
  case all([Filter])
  /// True if any is.
  case any([Filter])
  /// True if it is not.
  case not(Filter)
  /// True if the values compare so.
  case comparison(FilterOperand, FilterComparison, FilterOperand)
  /// True if the text fits the pattern: `%` is any text, `_` any character; ASCII letters of either
  /// case are the same.
  case like(FilterOperand, String)
  /// True if the value is one of these.
  case isIn(FilterOperand, [FilterLiteral])
  /// True if the run has no such value.
  case isMissing(FilterOperand)
  /// True if the metric's value is NaN.
  case isNaN(FilterOperand)

  /// Nesting deeper than this is refused, so that no text exhausts the stack.
  static let deepest = 64
  /// More comparisons than this are refused, so that SQLite takes the statement.
  static let longest = 500
}

extension Filter {
  /// Whether a field stands anywhere in it.
  public func names(_ field: RunField) -> Bool {
    switch self {
    case .all(let parts), .any(let parts): parts.contains { $0.names(field) }
    case .not(let part): part.names(field)
    case .comparison(let left, _, let right): left.names(field) || right.names(field)
    case .like(let operand, _), .isIn(let operand, _), .isMissing(let operand),
      .isNaN(let operand):
      operand.names(field)
    }
  }
}

extension FilterOperand {
  /// Whether a field stands anywhere in it.
  fileprivate func names(_ field: RunField) -> Bool {
    switch self {
    case .literal: false
    case .name(let name): name.scope == nil && name.base == field.rawValue
    case .arithmetic(let left, _, let right): left.names(field) || right.names(field)
    }
  }
}

/// How two values are compared; `!=` is the `not` of ``equal``.
public enum FilterComparison: String, Hashable, Sendable {
  /// `=`
  case equal = "="
  /// `<`
  case less = "<"
  /// `<=`
  case atMost = "<="
  /// `>`
  case greater = ">"
  /// `>=`
  case atLeast = ">="
}

/// One side of a comparison, a column or a key to sort by.
public indirect enum FilterOperand: Hashable, Sendable {
  /// A value that was written out.
  case literal(FilterLiteral)
  /// A field, parameter or metric.
  case name(FilterName)
  /// Two operands joined by an operation.
  case arithmetic(FilterOperand, FilterOperation, FilterOperand)
}

/// The arithmetic of filters.
public enum FilterOperation: String, Hashable, Sendable {
  /// `+`
  case plus = "+"
  /// `-`
  case minus = "-"
  /// `*`
  case times = "*"
  /// `/`, of real numbers.
  case over = "/"
}

/// A value that was written out.
public enum FilterLiteral: Hashable, Sendable {
  /// A whole number; up to 2⁶⁴ − 1, as seeds are.
  case integer(Int64)
  /// A whole number from 2⁶³ on, which only a seed can equal.
  case unsigned(UInt64)
  /// Any other number.
  case real(Double)
  /// Text.
  case text(String)
  /// TRUE or FALSE.
  case truth(Bool)
  /// So many seconds before now.
  case ago(seconds: Double)
}

/// A name as written, not yet looked up.
public struct FilterName: Hashable, Sendable {
  /// What stands before the dot of `method.stepSize`: `game`, `method` or `training`; nil if nothing.
  public let scope: String?
  /// The name proper: `payoff`, `proximalGap(0.1)`, `stepSize`.
  public let base: String
  /// Which value of a metric is meant; nil if that is not said.
  public let aspect: FilterAspect?
  /// The text it was read from.
  public let source: String
  /// Where in ``source`` it begins.
  public let position: Int

  /// Joins the parts.
  public init(
    scope: String? = nil, base: String, aspect: FilterAspect? = nil, source: String = "",
    position: Int = 0
  ) {
    self.scope = scope
    self.base = base
    self.aspect = aspect
    self.source = source
    self.position = position
  }
}

/// Which value of a metric of a run is meant.
public enum FilterAspect: Hashable, Sendable {
  /// The value measured last.
  case last
  /// The value measured first.
  case first
  /// The value measured at a step.
  case at(step: Int64)
  /// The step of the least value, the first of them.
  case argmin
  /// The step of the greatest value, the first of them.
  case argmax
  /// How many values there are, NaN included.
  case count
  /// How many values are NaN.
  case nans
  /// The least, greatest or mean value, NaN left out, of all or of a window.
  case aggregate(FilterAggregate, FilterWindow)

  /// What people write after the dot.
  public static let words = [
    "last", "first", "min", "max", "mean", "argmin", "argmax", "count", "nans", "at",
  ]
}

/// What is made of the values of a metric.
public enum FilterAggregate: String, Hashable, Sendable {
  /// The least.
  case min
  /// The greatest.
  case max
  /// The arithmetic mean.
  case mean
}

/// Which of a metric's values count.
public enum FilterWindow: Hashable, Sendable {
  /// All of them.
  case all
  /// The so many measured last.
  case last(Int64)
  /// The so many measured first.
  case first(Int64)
}

/// A key to sort by.
public struct FilterSortKey: Hashable, Sendable {
  /// What runs are sorted by.
  public let operand: FilterOperand
  /// Whether the greatest comes first.
  public let isDescending: Bool

  /// Joins the two.
  public init(_ operand: FilterOperand, isDescending: Bool = false) {
    self.operand = operand
    self.isDescending = isDescending
  }
}

/// A column to list.
public struct FilterColumn: Hashable, Sendable {
  /// What it is called: the text that it was read from.
  public let title: String
  /// What it shows.
  public let operand: FilterOperand

  /// Joins the two.
  public init(title: String, _ operand: FilterOperand) {
    self.title = title
    self.operand = operand
  }
}
