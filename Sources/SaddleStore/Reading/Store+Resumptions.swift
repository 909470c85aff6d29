import GRDB
import SaddleQueries
public import SaddleRecording

extension Store {
  /// The last durable step before each later session of a run, in order; none for a run recorded in one go.
  public func resumptions(of run: Run.ID) throws(StoreError) -> [Int] {
    try read { database in
      let statement = try database.cachedStatement(sql: Queries.Read.resumptions.text)
      return try Int.fetchAll(statement, arguments: ["runID": run.rawValue])
    }
  }
}
