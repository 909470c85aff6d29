import Foundation
import SaddleExperiments
import SaddleRecording

/// Tells of alerts while a training runs: a line each on standard error, and the user's command.
///
/// Both come once the alert is durable, so that the command finds it in the store.
struct AlertDisplay {
  private let observer: AlertObserver
  private let recorder: any RunRecorder
  private let command: String?
  private let isQuiet: Bool
  private var toldCount = 0
  private var started: [Process] = []

  init(
    _ observer: AlertObserver, recorder: any RunRecorder, command: String?, isQuiet: Bool
  ) {
    self.observer = observer
    self.recorder = recorder
    self.command = command
    self.isQuiet = isQuiet
  }

  /// Tells of the alerts that are durable by now; cheap when there are none.
  mutating func update() {
    while toldCount < observer.raised.count {
      let alert = observer.raised[toldCount]
      guard let durable = recorder.acknowledgedStep, durable >= alert.step else { return }
      toldCount += 1
      if !isQuiet { write("run \(recorder.runID): \(alert.sentence)") }
      run(alert)
    }
  }

  /// Tells of the rest, and waits for the commands that still run.
  mutating func finish() {
    update()
    for process in started {
      process.waitUntilExit()
      if process.terminationStatus != 0 {
        write("the command of --on-alert ended with status \(process.terminationStatus)")
      }
    }
  }

  private mutating func run(_ alert: RunAlert) {
    guard let command else { return }
    let filled =
      command
      .replacing("{run}", with: "\(recorder.runID)")
      .replacing("{kind}", with: alert.kind.rawValue)
      .replacing("{step}", with: "\(alert.step)")
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", filled]
    process.standardInput = FileHandle.nullDevice
    do {
      try process.run()
      started.append(process)
    } catch {
      write("the command of --on-alert could not be started: \(error.localizedDescription)")
    }
  }

  private func write(_ line: String) {
    let clear = isatty(STDERR_FILENO) == 1 ? "\r\u{1B}[K" : ""
    FileHandle.standardError.write(Data("\(clear)\(line)\n".utf8))
  }
}
