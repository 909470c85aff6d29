import GRDBSQLite

/// Interrupts a statement after a time, or when somebody wishes so.
final class QueryInterruption {
  private let limit: Duration
  private let deadline: ContinuousClock.Instant
  private let isCancelled: @Sendable () -> Bool
  private var wasCancelled = false

  /// Thirty years are as good as for ever, and can be added to an instant.
  init(after limit: Duration, or isCancelled: @escaping @Sendable () -> Bool) {
    self.limit = limit
    deadline = .now.advanced(by: min(limit, .seconds(1_000_000_000)))
    self.isCancelled = isCancelled
  }

  func register(on connection: OpaquePointer) {
    let virtualInstructions: Int32 = 4096
    sqlite3_progress_handler(
      connection, virtualInstructions,
      { context in
        guard let context else { return 1 }
        return Unmanaged<QueryInterruption>.fromOpaque(context).takeUnretainedValue().isDue ? 1 : 0
      },
      Unmanaged.passUnretained(self).toOpaque())
  }

  func unregister(from connection: OpaquePointer) {
    sqlite3_progress_handler(connection, 0, nil, nil)
  }

  /// Whether the statement is to end now.
  var isDue: Bool {
    wasCancelled = isCancelled()
    return wasCancelled || .now >= deadline
  }

  /// Why a statement ended early.
  func error(_ name: String) -> StoreError {
    wasCancelled
      ? StoreError(.cancelled, "\(name) was cancelled")
      : StoreError(
        .timeLimit, "\(name) took longer than \(limit)",
        hint: "narrow it to one run or a range of steps, or allow it more time")
  }
}
