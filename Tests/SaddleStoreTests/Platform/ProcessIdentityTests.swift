import Foundation
import Testing

@testable import SaddleStore

@Suite("Processes")
struct ProcessIdentityTests {
  private let now = Date().timeIntervalSince1970

  @Test("This process has a host, a number and a boot, and is alive")
  func current() {
    let process = ProcessIdentity.current
    #expect(!process.host.isEmpty)
    #expect(process.processID == ProcessInfo.processInfo.processIdentifier)
    #expect(!process.bootID.isEmpty)
    #expect(ProcessIdentity.isAlive(process.processID, heardAt: now, now: now))
  }

  @Test("A process that ended is not alive, nor is one that began after it was heard of")
  func dead() throws {
    let child = Process()
    child.executableURL = URL(filePath: "/bin/sleep")
    child.arguments = ["60"]
    try child.run()
    #expect(ProcessIdentity.isAlive(child.processIdentifier, heardAt: now, now: now))
    #expect(!ProcessIdentity.isAlive(child.processIdentifier, heardAt: now - 3600, now: now))
    kill(child.processIdentifier, SIGKILL)
    child.waitUntilExit()
    #expect(!ProcessIdentity.isAlive(child.processIdentifier, heardAt: now, now: now))
    #expect(!ProcessIdentity.isAlive(0, heardAt: now, now: now))
    #expect(!ProcessIdentity.isAlive(-1, heardAt: now, now: now))
  }

  @Test("Another user's process is alive")
  func foreign() {
    #expect(ProcessIdentity.isAlive(1, heardAt: now, now: now))
  }
}
