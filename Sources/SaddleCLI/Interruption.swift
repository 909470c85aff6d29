import ArgumentParser
import Foundation
import Synchronization

/// Turns the first Ctrl-C (SIGINT) or SIGTERM into a flag, so that a training can end cleanly; the
/// second one kills at once.
enum Interruption {
  private static let flag = Atomic<Bool>(false)

  /// Whether the user asked to stop.
  static var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// Ends a command that was asked to stop, with the exit status that says so.
  static func exit() throws {
    if isRequested { throw ExitCode(Failure.Status.interrupted.rawValue) }
  }

  /// Starts to listen.
  ///
  /// A handler may only set a flag and restore the default. The signals are unblocked, too: a child
  /// inherits the mask of the thread that started it, and some launchers block everything there.
  static func listen() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interruption.flag.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
      sigaddset(&signals, number)
    }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
