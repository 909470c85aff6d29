import SaddleStore

extension Failure.Status {
  init(_ code: StoreError.Code) {
    self =
      switch code {
      case .missingStore, .unknownRun, .unknownQuery: .notFound
      case .notAStore, .corrupt: .invalidData
      case .newerSchema: .unavailable
      case .readOnly: .permission
      case .locked, .runIsLive, .timedOut: .temporary
      case .diskFull, .inputOutput: .inputOutput
      case .ambiguousRun, .invalidQuery, .invalidBinding: .usage
      }
  }
}
