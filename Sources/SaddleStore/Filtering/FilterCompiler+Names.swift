import SaddleFilters
import SaddleRecording

extension FilterCompiler {
  /// The SQL of an operand.
  mutating func operand(_ operand: FilterOperand) throws(FilterError) -> OperandSQL {
    switch operand {
    case .literal(let literal):
      switch literal {
      case .integer(let number): return OperandSQL(.number, bind(.integer(number)))
      case .real(let number): return OperandSQL(.number, bind(.real(number)))
      case .ago(let seconds): return OperandSQL(.instant, bind(.real(vocabulary.now - seconds)))
      case .unsigned(let number): return OperandSQL(.number, bind(.real(Double(number))))
      case .text(let text): return OperandSQL(.text, bind(.text(text)))
      case .truth(let truth): return OperandSQL(.truth, bind(.integer(truth ? 1 : 0)))
      }
    case .name(let name): return try sql(of: name)
    case .arithmetic(let left, let operation, let right):
      let (one, other) = (try self.operand(left), try self.operand(right))
      for (operand, sql) in [(left, one), (right, other)] where !sql.isNumeric {
        throw mismatch(operand, "is no number to reckon with")
      }
      let value =
        operation == .over
        ? "(\(one.value) * 1.0 / \(other.value))"
        : "(\(one.value) \(operation.rawValue) \(other.value))"
      let isInstant = (one.kind == .instant) != (other.kind == .instant)
      return OperandSQL(isInstant ? .instant : .number, value)
    }
  }

  private mutating func sql(of name: FilterName) throws(FilterError) -> OperandSQL {
    if name.scope == nil, name.aspect == nil, let field = RunField(rawValue: name.base) {
      return sql(of: field)
    }
    if name.scope == nil, let metric = vocabulary.metric(named: name.base) {
      return sql(of: metric, name.aspect ?? .last)
    }
    if let scope = name.scope, let metric = vocabulary.metric(named: "\(scope).\(name.base)") {
      return sql(of: metric, name.aspect ?? .last)
    }
    if let scopes = vocabulary.parameters[name.base] {
      return try sql(ofParameter: name, in: scopes)
    }
    throw unknown(name)
  }

  private func unknown(_ name: FilterName) -> FilterError {
    let near = vocabulary.suggestions(for: name.base)
    let list = near.map { "'\($0)'" }.joined(separator: ", ")
    return FilterError(
      "no run of this store has a field, metric or setting '\(name.written)'", in: name.source,
      at: name.position,
      hint: near.isEmpty
        ? "a text goes in quotes; saddlebag list --columns id,… shows values" : list)
  }

  private mutating func sql(of field: RunField) -> OperandSQL {
    switch field {
    case .id: OperandSQL(.number, "run.id")
    case .uuid: OperandSQL(.text, "run.uuid")
    case .name: OperandSQL(.text, "run.name")
    case .experiment: OperandSQL(.text, "experiment.name")
    case .game: OperandSQL(.text, "run.game")
    case .method: OperandSQL(.text, "run.method")
    case .seed: OperandSQL(.seed, "run.seed")
    case .status: OperandSQL(.text, status())
    case .outcome: OperandSQL(.text, "run.outcome")
    case .stepCount:
      OperandSQL(
        .number,
        "coalesce((SELECT max(step) FROM step WHERE runID = run.id)"
          + " - (SELECT min(step) FROM step WHERE runID = run.id) + 1, 0)")
    case .lastStep: OperandSQL(.number, "(SELECT max(step) FROM step WHERE runID = run.id)")
    case .wallSeconds:
      OperandSQL(
        .number,
        "(SELECT wallSeconds FROM step WHERE runID = run.id ORDER BY step DESC LIMIT 1)")
    case .startedAt: OperandSQL(.instant, "run.startedAt")
    case .endedAt: OperandSQL(.instant, "run.endedAt")
    case .minimizerCount: OperandSQL(.number, "run.minimizerCount")
    case .maximizerCount: OperandSQL(.number, "run.maximizerCount")
    case .host: OperandSQL(.text, "run.host")
    case .version: OperandSQL(.text, "run.version")
    case .gitCommit: OperandSQL(.text, "run.gitCommit")
    case .tag: OperandSQL(.texts, "tag", text: "tag", set: "FROM runTag WHERE runID = run.id")
    case .note: OperandSQL(.text, "run.note")
    case .archivedAt: OperandSQL(.instant, "run.archivedAt")
    case .verdict: OperandSQL(.text, Self.verdict("kind"))
    case .verdictConfidence: OperandSQL(.number, Self.verdict("confidence"))
    case .verdictPeriod: OperandSQL(.number, Self.verdict("period"))
    case .openAlerts:
      OperandSQL(
        .number,
        "(SELECT count(*) FROM alert WHERE runID = run.id AND clearedStep IS NULL)")
    }
  }

  /// A column of the run's newest verdict on both players.
  private static func verdict(_ column: String) -> String {
    "(SELECT \(column) FROM verdict WHERE runID = run.id AND players = 'both'"
      + " ORDER BY judgedAt DESC, fromStep LIMIT 1)"
  }

  /// The outcome, or whether the recorder is alive, which only the machine that records knows.
  private mutating func status() -> String {
    let live = "[" + vocabulary.liveRuns.map(String.init).joined(separator: ",") + "]"
    return "CASE WHEN run.outcome IS NOT NULL THEN run.outcome"
      + " WHEN run.id IN (SELECT value FROM json_each(\(bind(.text(live))))) THEN 'running'"
      + " ELSE 'crashed' END"
  }

  private mutating func sql(
    ofParameter name: FilterName, in scopes: [String]
  ) throws(FilterError) -> OperandSQL {
    if let aspect = name.aspect {
      throw FilterError(
        "'\(name.written)' is a setting and has no .\(aspect.word)", in: name.source,
        at: name.position, hint: "\(name.written) alone")
    }
    if let scope = name.scope, !scopes.contains(scope) {
      throw FilterError(
        "'\(name.base)' is no setting of the \(scope)", in: name.source, at: name.position,
        hint: scopes.map { "\($0).\(name.base)" }.joined(separator: ", "))
    }
    guard let scope = name.scope ?? (scopes.count == 1 ? scopes[0] : nil) else {
      throw FilterError(
        "'\(name.base)' may be a setting of the \(scopes.joined(separator: " or the "))",
        in: name.source, at: name.position,
        hint: scopes.map { "\($0).\(name.base)" }.joined(separator: " or "))
    }
    let rows =
      "FROM runParameter WHERE runID = run.id AND scope = \(bind(.text(scope)))"
      + " AND name = \(bind(.text(name.base)))"
    return OperandSQL(
      .parameter, "(SELECT number \(rows))", text: "(SELECT value \(rows))", set: rows)
  }

  /// A metric of a run: seeks for an aspect of one step, one pass over the run's metric for others.
  private mutating func sql(of metric: RecordedMetric, _ aspect: FilterAspect) -> OperandSQL {
    let source = MetricRows(metric, bind: { bind($0) })
    let measured = source.rows
    switch aspect {
    case .last, .first:
      let order = aspect == .last ? "ORDER BY step DESC LIMIT 1" : "ORDER BY step LIMIT 1"
      return OperandSQL(
        .number, "(SELECT \(source.value) \(measured) \(order))",
        isNaN: "(SELECT \(source.isNaN) \(measured) \(order))")
    case .at(let step):
      let place = "AND step = \(bind(.integer(step)))"
      return OperandSQL(
        .number, "(SELECT \(source.value) \(measured) \(place))",
        isNaN: "(SELECT \(source.isNaN) \(measured) \(place))")
    case .argmin, .argmax:
      let order = "\(source.value)\(aspect == .argmin ? "" : " DESC"), step"
      return OperandSQL(
        .number,
        "(SELECT step \(measured) AND \(source.value) IS NOT NULL ORDER BY \(order) LIMIT 1)")
    case .count: return OperandSQL(.number, "(SELECT count(*) \(measured))")
    case .nans: return OperandSQL(.number, "(SELECT coalesce(sum(\(source.isNaN)), 0) \(measured))")
    case .aggregate(let aggregate, let window):
      let function = aggregate == .mean ? "avg" : aggregate.rawValue
      let limit: (order: String, count: Int64)
      switch window {
      case .all: return OperandSQL(.number, "(SELECT \(function)(\(source.value)) \(measured))")
      case .last(let count): limit = ("DESC", count)
      case .first(let count): limit = ("ASC", count)
      }
      return OperandSQL(
        .number,
        "(SELECT \(function)(number) FROM (SELECT \(source.value) AS number \(measured)"
          + " ORDER BY step \(limit.order) LIMIT \(bind(.integer(limit.count)))))")
    }
  }
}

extension FilterAspect {
  /// The word after the dot.
  fileprivate var word: String {
    switch self {
    case .last: "last"
    case .first: "first"
    case .at: "at(step)"
    case .argmin: "argmin"
    case .argmax: "argmax"
    case .count: "count"
    case .nans: "nans"
    case .aggregate(let aggregate, _): aggregate.rawValue
    }
  }
}

/// Where the values of one metric of the run `run.id` stand.
private struct MetricRows {
  /// The column of the value; NULL where it is NaN.
  let value: String
  /// 1 where the value is NaN.
  let isNaN: String
  /// `FROM` and `WHERE` of the rows in which it was measured.
  let rows: String

  /// Rows of a key range: never those of the view `metric`, into which SQLite does not push the run
  /// of an outer query.
  init(_ metric: RecordedMetric, bind: (QueryValue) -> String) {
    switch metric {
    case .builtIn(let metric):
      let index = BuiltInMetric.allCases.firstIndex(of: metric) ?? 0
      value = metric.rawValue
      isNaN = "nanMask >> \(index) & 1"
      rows =
        "FROM step WHERE runID = run.id AND (\(value) IS NOT NULL OR nanMask & \(1 << index))"
    case .proximalGap(let penalty):
      value = "value"
      isNaN = "isNaN"
      rows = "FROM proximalGap WHERE runID = run.id AND penalty = \(bind(.real(penalty)))"
    case .custom(let name):
      value = "value"
      isNaN = "isNaN"
      rows =
        "FROM customMetricValue WHERE metricID ="
        + " (SELECT id FROM customMetric WHERE runID = run.id AND name = \(bind(.text(name))))"
    }
  }
}
