import SaddleStore

extension Failure.Status {
  init(_ code: StoreError.Code) {
    self =
      switch code {
      case .missingStore, .unknownRun, .nothingToResume, .unknownMetric, .unknownQuery,
        .unknownArtifact, .missingParameterFile:
        .notFound
      case .notAStore, .corrupt, .unreadParameters: .invalidData
      case .newerSchema, .networkFileSystem: .unavailable
      case .readOnly: .permission
      case .locked, .runIsLive, .timeLimit: .temporary
      case .diskFull, .io: .inputOutput
      case .cancelled: .interrupted
      case .ambiguousRun, .invalidQuery, .invalidBinding, .invalidRun, .recordClosed,
        .invalidArtifact, .invalidMetric, .inexactParameters, .alreadyThere, .sameStore:
        .usage
      }
  }
}

extension Failure {
  /// The store's message with the next move as a command of this program.
  init(_ error: StoreError) {
    let command: String? =
      switch error.code {
      case .missingStore:
        "saddlebag train bilinear, which makes it; or --store PATH, or SADDLEBAG_STORE"
      case .notAStore: "--store PATH"
      case .newerSchema: "a newer saddlebag, or --store PATH"
      case .unknownRun: "saddlebag list"
      case .unknownQuery: "saddlebag query, for the list; or one SQL statement in quotes"
      case .invalidBinding: "--bind NAME=VALUE for each :NAME"
      case .timeLimit: "--timeout SECONDS, or a WHERE on runID, by which the tables are clustered"
      case .diskFull:
        "saddlebag prune or delete, or free some space otherwise; then again, or train --resume RUN"
      default: error.hint
      }
    self.init(Status(error.code), error.message, hint: command)
  }
}
