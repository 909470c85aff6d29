import Foundation
import Testing

@testable import SaddleStore

@Suite("Processes", .timeLimit(.minutes(1)))
struct ProcessIdentityTests {
  private func isAlive(_ processID: Int32, heardSecondsAgo seconds: Double = 0) -> Bool {
    let now = Date().timeIntervalSince1970
    return ProcessIdentity.isAlive(processID, heardAt: now - seconds, now: now)
  }

  @Test("This process is alive; numbers that no process has are not")
  func alive() {
    #expect(isAlive(ProcessIdentity.current.processID))
    for processID in [0, -1, .min, .max, 99_999_999] as [Int32] { #expect(!isAlive(processID)) }
  }

  @Test("A process that began after the heartbeat is another one with its number")
  func reused() {
    #expect(!isAlive(ProcessIdentity.current.processID, heardSecondsAgo: 1e7))
  }

  @Test("A killed process is dead, already before its parent has asked for its status")
  func zombie() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sleep")
    process.arguments = ["600"]
    try process.run()
    #expect(isAlive(process.processIdentifier))
    kill(process.processIdentifier, SIGKILL)
    while isAlive(process.processIdentifier) { usleep(1_000) }
    #expect(!isAlive(process.processIdentifier))
  }

  @Test("This machine has a name, and on Linux a boot and a space of process numbers")
  func current() {
    let process = ProcessIdentity.current
    #expect(process.processID == getpid())
    #expect(!process.host.isEmpty)
    #if os(Linux)
    #expect(process.bootID.split(separator: "/").count == 2)
    #endif
  }
}
