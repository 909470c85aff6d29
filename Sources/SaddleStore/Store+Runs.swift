public import SaddleRecording
import Foundation
import GRDB
import SaddleQueries

extension Store {
  /// Every run, by number.
  ///
  /// - Throws: ``StoreError``.
  public func runs() throws(StoreError) -> [Run] {
    try read { database in
      try Row.fetchAll(database, sql: Queries.Read.runs.text, arguments: ["runID": nil])
        .map { try Self.run($0, in: database) }
    }
  }

  /// The run of a number.
  ///
  /// - Throws: ``StoreError`` with code `.unknownRun` if there is none.
  public func run(_ id: Run.ID) throws(StoreError) -> Run {
    let found = try read { database in
      try Row.fetchOne(database, sql: Queries.Read.runs.text, arguments: ["runID": id.rawValue])
        .map { try Self.run($0, in: database) }
    }
    if let found { return found }
    throw StoreError(.unknownRun, "there is no run \(id) in '\(path)'", hint: "saddlebag list")
  }

  /// The run that a text names: its number, else its UUID or the first four or more characters of
  /// it, else its name.
  ///
  /// - Throws: ``StoreError`` with code `.unknownRun` if there is none, `.ambiguousRun` if several
  ///   match equally well, naming them.
  public func run(matching text: String) throws(StoreError) -> Run {
    let matches = try read { database in
      try Row.fetchAll(database, sql: Queries.Read.matchingRuns.text, arguments: ["text": text])
    }
    guard let first = matches.first else {
      throw StoreError(
        .unknownRun, "there is no run '\(text)' in '\(path)'", hint: "saddlebag list")
    }
    let best = matches.filter { $0["kind"] as Int == first["kind"] }
    guard best.count == 1 else {
      let numbers = best.map { "\($0["id"] as Int64)" }
      throw StoreError(
        .ambiguousRun,
        "'\(text)' names \(best.count) runs in '\(path)': \(numbers.joined(separator: ", "))",
        hint: "give the number of one")
    }
    return try run(Run.ID(first["id"]))
  }

  /// Reads one row of `read/runs` and what belongs to it.
  private static func run(_ row: Row, in database: Database) throws -> Run {
    let id: Int64 = row["id"]
    let lastStep: Int? = row["lastStep"]
    let firstStep: Int? = row["firstStep"]
    var count = 0
    if let firstStep, let lastStep { count = lastStep - firstStep + 1 }
    let status: RunStatus
    if let outcome = (row["outcome"] as String?).flatMap(Outcome.init) {
      status = .ended(outcome)
    } else {
      status = Liveness(row).isAlive ? .running : .crashed
    }
    return Run(
      id: Run.ID(id), description: try description(row, in: database), status: status,
      startedAt: Date(timeIntervalSince1970: row["startedAt"]),
      endedAt: (row["endedAt"] as Double?).map(Date.init(timeIntervalSince1970:)),
      lastStep: lastStep, stepCount: count)
  }

  private static func description(_ row: Row, in database: Database) throws -> RunDescription {
    let id: Int64 = row["id"]
    let uuidText: String = row["uuid"]
    guard let uuid = UUID(uuidString: uuidText) else {
      throw StoreError(.corrupt, "run \(id) has '\(uuidText)' for a UUID")
    }
    let rows = try Row.fetchAll(
      database, sql: Queries.Read.parameters.text, arguments: ["runID": id])
    func parameters(_ scope: String) -> [RunParameter] {
      rows.filter { $0["scope"] == scope }
        .map { RunParameter(name: $0["name"], value: $0["value"]) }
    }
    let commandLine: String = row["commandLine"]
    return RunDescription(
      uuid: uuid, experiment: row["experiment"], name: row["name"], game: row["game"],
      method: row["method"], seed: UInt64(bitPattern: row["seed"]),
      gameParameters: parameters("game"), methodParameters: parameters("method"),
      trainingParameters: parameters("training"),
      minimizerCount: row["minimizerCount"], maximizerCount: row["maximizerCount"],
      proximalPenalties: try Double.fetchAll(
        database, sql: Queries.Read.penalties.text, arguments: ["runID": id]),
      knownEquilibria: try equilibria(of: id, in: database), gapDomain: row["gapDomain"],
      environment: RunEnvironment(
        host: row["host"], processID: row["processID"], bootID: row["bootID"],
        version: row["version"], gitCommit: row["gitCommit"],
        commandLine: (try? JSONDecoder().decode([String].self, from: Data(commandLine.utf8))) ?? []))
  }

  private static func equilibria(
    of id: Int64, in database: Database
  ) throws -> [RecordedEquilibrium] {
    try Row.fetchAll(database, sql: Queries.Read.equilibria.text, arguments: ["runID": id]).map {
      RecordedEquilibrium(
        kind: $0["kind"], proximalOrder: $0["proximalOrder"], note: $0["note"],
        profile: try Float64Blob.decode($0["profile"]))
    }
  }
}
