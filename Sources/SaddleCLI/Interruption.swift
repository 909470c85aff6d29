import Foundation
import Synchronization

/// Turns the first Ctrl-C (SIGINT) or SIGTERM into a flag, so that a training can end cleanly; the
/// second one kills at once.
enum Interruption {
  private static let flag = Atomic<Bool>(false)

  /// Whether the user asked to stop.
  static var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// Starts to listen. A handler may only set a flag and restore the default.
  static func listen() {
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interruption.flag.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }
}
