import SaddleExperiments
import SaddleGames
import SaddleRecording
import SaddleStore

extension Store {
  /// Runs a query as ``query(_:bindings:rowLimit:timeLimit:parameters:isCancelled:)`` does, where
  /// `parameters(run, step, player)` plays steps again that the store does not keep.
  func ask(
    _ query: String, bindings: [String: QueryValue], rowLimit: Int, timeLimit: Duration,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws -> QueryResult {
    var source: ParameterSource?
    return try self.query(
      query, bindings: bindings, rowLimit: rowLimit, timeLimit: timeLimit,
      parameters: { [self] id, step, isInterrupted in
        guard let run = try? run(id) else { return nil }
        let current =
          source.flatMap { $0.run.id == id ? $0 : nil } ?? ParameterSource(run, reader: self)
        source = current
        guard let step = step ?? run.lastStep, current.steps?.contains(step) == true else {
          return nil
        }
        do {
          let profile = try current.profile(at: step, isInterrupted: isInterrupted)
          return (Array(profile[.minimizer]), Array(profile[.maximizer]))
        } catch let error as ExperimentError {
          throw StoreError(
            .unreadParameters, error.message, hint: error.hint, underlying: error)
        }
      }, isCancelled: isCancelled)
  }
}
