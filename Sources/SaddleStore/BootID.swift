import Foundation
import SaddleRecording

/// The machine's boot, so that a process number from before a restart is not taken for a live one.
public enum BootID {
  /// A text that changes with each boot; empty where the system does not tell.
  public static let current: String = {
    let file = "/proc/sys/kernel/random/boot_id"
    let text = try? String(contentsOfFile: file, encoding: .utf8)
    return text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
  }()
}

/// Tells whether the process that records a run is alive.
struct Liveness {
  let host: String
  let processID: Int32
  let bootID: String
  /// Unix seconds.
  let heartbeatAt: Double

  /// On this machine the process itself is asked, and believed if it gave a sign within ten minutes
  /// (its number may be another's by now); for another machine's run the heartbeat must be at most a
  /// minute old.
  var isAlive: Bool {
    let age = Date().timeIntervalSince1970 - heartbeatAt
    guard host == ProcessInfo.processInfo.hostName else { return age <= 60 }
    guard bootID == BootID.current, processID > 0 else { return false }
    let exists = kill(processID, 0) == 0 || errno == EPERM
    return exists && age <= 600
  }
}
