import FoundationEssentials
import GRDB
import GRDBSQLite
import SaddleQueries
import SaddleRecording

/// Reads what the store holds of runs, within one transaction.
struct RunReader {
  let database: Database
  let files: IterateFiles
  /// The decoder of who asks again and again; nil: each question gets its own.
  let decoder: IterateDecoder?
  private let process: ProcessIdentity
  private let now: Date

  /// Silence that makes a run on another machine count as crashed.
  static let silenceSeconds = 60.0
  /// Silence that makes a run of a living process count as crashed: its recorder failed for good, or
  /// the process was stopped, and finds the run resumed by another if it goes on.
  static let livingSilenceSeconds = 600.0

  init(
    _ database: Database, files: IterateFiles, decoder: IterateDecoder? = nil,
    process: ProcessIdentity, now: Date
  ) {
    self.database = database
    self.files = files
    self.decoder = decoder
    self.process = process
    self.now = now
  }

  /// One run; nil if there is none of that number.
  func run(_ id: Run.ID) throws -> Run? { try runs(id...id).first }

  /// The runs in a range of numbers, by number.
  func runs(_ range: ClosedRange<Run.ID>) throws -> [Run] {
    let statement = try database.cachedStatement(sql: Queries.Read.runs.text)
    let rows = try Row.fetchAll(
      statement,
      arguments: ["first": range.lowerBound.rawValue, "last": range.upperBound.rawValue])
    return try rows.map(run)
  }

  private func run(_ row: Row) throws -> Run {
    let id = Run.ID(try row.value("id"))
    let last: Int? = try row.optional("lastStep")
    let ended: Double? = try row.optional("endedAt")
    return Run(
      id: id, description: try description(of: id, row), status: try status(row),
      startedAt: Date(timeIntervalSince1970: try row.value("startedAt")),
      endedAt: ended.map(Date.init(timeIntervalSince1970:)), lastStep: last,
      stepCount: try stepCount(of: id, row, last), annotations: try annotations(row),
      parameterPlace: try word("parameterPlace", of: row, ParameterPlace.init(rawValue:)),
      prunedEvery: try row.optional("prunedEvery"))
  }

  private func annotations(_ row: Row) throws -> RunAnnotations {
    let tags: String? = try row.optional("tags")
    let archived: Double? = try row.optional("archivedAt")
    return RunAnnotations(
      tags: tags?.split(separator: "\n").map(String.init) ?? [], note: try row.optional("note"),
      archivedAt: archived.map(Date.init(timeIntervalSince1970:)))
  }

  /// How many steps a run has: they are contiguous.
  private func stepCount(of id: Run.ID, _ row: Row, _ last: Int?) throws -> Int {
    guard let last else { return 0 }
    let first: Int = try row.value("firstStep")
    guard first >= 0, last < .max else {
      throw StoreError(.corrupt, "run \(id) has steps from \(first) to \(last)")
    }
    return last - first + 1
  }

  private func description(of id: Run.ID, _ row: Row) throws -> RunDescription {
    let uuidText: String = try row.value("uuid")
    guard let uuid = UUID(uuidString: uuidText) else {
      throw StoreError(.corrupt, "run \(id) has no valid UUID but '\(uuidText)'")
    }
    let settings = try parameters(of: id)
    let commandLine: String = try row.value("commandLine")
    return RunDescription(
      uuid: uuid, experiment: try row.value("experiment"), name: try row.value("name"),
      game: try row.value("game"), method: try row.value("method"),
      seed: UInt64(bitPattern: try row.value("seed")),
      gameParameters: settings["game"] ?? [], methodParameters: settings["method"] ?? [],
      trainingParameters: settings["training"] ?? [],
      minimizerCount: try row.value("minimizerCount"),
      maximizerCount: try row.value("maximizerCount"),
      parameterPolicy: try word("parameterPolicy", of: row, ParameterPolicy.init),
      parameterFormat: try word("parameterFormat", of: row, ParameterFormat.init(rawValue:)),
      durability: try word("durability", of: row, Durability.init(rawValue:)),
      proximalPenalties: try penalties(of: id).map(\.penalty),
      knownEquilibria: try equilibria(of: id), gapDomain: try row.optional("gapDomain"),
      origin: try origin(of: row),
      environment: RunEnvironment(
        host: try row.value("host"), processID: try row.value("processID"),
        bootID: try row.value("bootID"), version: try row.value("version"),
        gitCommit: try row.optional("gitCommit"),
        commandLine: (try? JSONDecoder().decode([String].self, from: Data(commandLine.utf8)))
          ?? []))
  }

  private func origin(of row: Row) throws -> RunOrigin? {
    guard let text: String = try row.optional("parentUUID"), let uuid = UUID(uuidString: text)
    else {
      return nil
    }
    return RunOrigin(uuid: uuid, step: try row.value("parentStep"))
  }

  /// The meaning of a word that the file holds.
  private func word<Meaning>(
    _ column: String, of row: Row, _ meaning: (String) -> Meaning?
  ) throws -> Meaning {
    let text: String = try row.value(column)
    guard let found = meaning(text) else {
      throw StoreError(.corrupt, "the column \(column) of a run says '\(text)', which it cannot")
    }
    return found
  }

  /// How a run stands: a run without outcome is alive if its process is, on this machine, and was
  /// heard of within ten minutes; elsewhere, if it was heard of within the last minute.
  private func status(_ row: Row) throws -> RunStatus {
    if let text: String = try row.optional("outcome") {
      guard let outcome = Outcome(rawValue: text) else {
        throw StoreError(.corrupt, "a run ended with the unknown outcome '\(text)'")
      }
      return .ended(outcome)
    }
    let processID: Int32 = try row.value("processID")
    let heartbeat: Double = try row.value("heartbeatAt")
    let instant = now.timeIntervalSince1970
    let isHere =
      try row.value("host") == process.host && row.value("bootID") == process.bootID
      && !process.bootID.isEmpty
    let isAlive =
      isHere
      ? instant - heartbeat <= Self.livingSilenceSeconds
        && ProcessIdentity.isAlive(processID, heardAt: heartbeat, now: instant)
      : processID != 0 && instant - heartbeat <= Self.silenceSeconds
    return isAlive ? .running : .crashed
  }
}

extension RunReader {
  private func parameters(of id: Run.ID) throws -> [String: [RunParameter]] {
    let statement = try database.cachedStatement(sql: Queries.Read.parameters.text)
    var settings: [String: [RunParameter]] = [:]
    for row in try Row.fetchAll(statement, arguments: ["runID": id.rawValue]) {
      settings[try row.value("scope"), default: []]
        .append(RunParameter(name: try row.value("name"), value: try row.value("value")))
    }
    return settings
  }

  private func equilibria(of id: Run.ID) throws -> [RecordedEquilibrium] {
    let statement = try database.cachedStatement(sql: Queries.Read.equilibria.text)
    return try Row.fetchAll(statement, arguments: ["runID": id.rawValue]).map { row in
      let text: String = try row.value("profile")
      guard let profile = try? JSONDecoder().decode([Double].self, from: Data(text.utf8)) else {
        throw StoreError(.corrupt, "a known equilibrium of run \(id) is not a list of numbers")
      }
      return RecordedEquilibrium(
        kind: try row.value("kind"), proximalOrder: try row.optional("proximalOrder"),
        note: try row.value("note"), profile: profile)
    }
  }

  /// The λ of a run's proximal gaps and the names of their series, in order.
  func penalties(of id: Run.ID) throws -> [(penalty: Double, metricName: String)] {
    let statement = try database.cachedStatement(sql: Queries.Read.penalties.text)
    return try Row.fetchAll(statement, arguments: ["runID": id.rawValue]).map { row in
      (try row.value("penalty"), try row.value("metricName"))
    }
  }
}

extension Row {
  /// The value of a column, or `.corrupt` where the file holds something else.
  func value<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
    guard let value: Value = try optional(column) else {
      throw StoreError(.corrupt, "the column \(column) of a row is NULL, which it cannot be")
    }
    return value
  }

  /// The value of a column that may be NULL.
  func optional<Value: DatabaseValueConvertible>(_ column: String) throws -> Value? {
    guard let stored: DatabaseValue = self[column], !stored.isNull else { return nil }
    guard let value = Value.fromDatabaseValue(stored) else {
      throw StoreError(.corrupt, "the column \(column) of a row holds \(stored), which it cannot")
    }
    return value
  }
}
