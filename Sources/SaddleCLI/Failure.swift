import Foundation
import SaddleCycles
import SaddleData
import SaddleExchange
import SaddleExperiments
import SaddleFilters
import SaddleGames
import SaddleReport
import SaddleStore
import SaddleTraining

/// A failure as the user sees it: one sentence, the next move, and the exit status.
struct Failure: Error {
  /// The exit statuses of `saddlebag`, after BSD's sysexits: see docs/cli.md.
  enum Status: Int32 {
    /// An unknown game, method, parameter, setting or option.
    case usage = 64
    /// A file that is not what it should be: data, or a store.
    case invalidData = 65
    /// A file, run or named query that is not there.
    case notFound = 66
    /// The store was written by a newer version, or is not fit for the request.
    case unavailable = 69
    /// A file could not be written: disk full, input/output error.
    case inputOutput = 74
    /// Another process holds the store or the run: try again.
    case temporary = 75
    /// No permission: read-only file or folder.
    case permission = 77
    /// The user stopped a training; what was recorded is safe.
    case interrupted = 130
  }

  let status: Status
  let message: String
  let hint: String?

  init(_ status: Status, _ message: String, hint: String? = nil) {
    self.status = status
    self.message = message
    self.hint = hint
  }

  /// `error:` and `Try:` lines, safe for a terminal whatever names are in them.
  var text: String {
    (["error: \(message)"] + (hint.map { ["Try: \($0)"] } ?? []))
      .flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
      .map { DisplayWidth.printable(String($0)) + "\n" }.joined()
  }

  /// Prints ``text`` on standard error and ends the process.
  func exit() -> Never {
    FileHandle.standardError.write(Data(text.utf8))
    Foundation.exit(status.rawValue)
  }
}

extension Failure {
  /// Maps each module's errors to a status, in one table; nil for errors of the argument parser.
  init?(_ error: any Error) {
    switch error {
    case let error as Failure:
      self = error
    case let error as DataError:
      self.init(Status(error.code), error.message, hint: error.hint)
    case let error as GameError:
      self.init(Status(error.code), error.message, hint: error.hint)
    case let error as TrainingError:
      self.init(.usage, error.message, hint: error.hint)
    case let error as ExperimentError:
      let status: Status =
        switch error.code {
        case .notReplayable: .invalidData
        case .interrupted: .interrupted
        default: .usage
        }
      self.init(status, error.message, hint: error.hint)
    case let error as CycleError:
      self.init(.usage, error.message, hint: error.hint)
    case let error as ExchangeError:
      self.init(.invalidData, error.message, hint: error.hint)
    case let error as GroupingError:
      self.init(.usage, error.message, hint: error.hint)
    case let error as FilterError:
      self.init(.usage, "\(error.message)\n\(error.pointer)", hint: error.hint)
    case let error as StoreError:
      self.init(error)
    default:
      return nil
    }
  }
}

extension Failure.Status {
  init(_ code: DataError.Code) {
    self =
      switch code {
      case .invalidSpecification: .usage
      case .missing: .notFound
      case .invalidData: .invalidData
      }
  }

  init(_ code: GameError.Code) {
    self =
      switch code {
      case .unknownGame, .unknownParameter, .invalidParameter, .missingData: .usage
      case .invalidData: .invalidData
      }
  }
}
