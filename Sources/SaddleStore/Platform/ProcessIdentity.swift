public import SaddleRecording

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Who records a run: a process of one boot of one machine.
public struct ProcessIdentity: Hashable, Sendable {
  /// The machine's name.
  public var host: String
  /// The process number.
  public var processID: Int32
  /// The boot's own identifier and, after a slash, the one of the space of process numbers.
  ///
  /// Containers share a boot but number their processes each on its own. Empty where the system has
  /// no such identifiers.
  public var bootID: String

  /// Joins the parts.
  public init(host: String, processID: Int32, bootID: String) {
    self.host = host
    self.processID = processID
    self.bootID = bootID
  }

  /// This process.
  public static let current = ProcessIdentity(
    host: hostName, processID: getpid(), bootID: currentBootID)

  private static var hostName: String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      guard let start = buffer.baseAddress, gethostname(start, buffer.count - 1) == 0 else {
        return "localhost"
      }
      buffer[buffer.count - 1] = 0
      return String(cString: start)
    }
  }

  private static var currentBootID: String {
    #if canImport(Darwin)
    var size = 64
    var text = [CChar](repeating: 0, count: size)
    guard sysctlbyname("kern.bootsessionuuid", &text, &size, nil, 0) == 0 else { return "" }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    #else
    let text = String(decoding: systemFile("/proc/sys/kernel/random/boot_id"), as: UTF8.self)
    let boot = text.prefix { !$0.isWhitespace }
    var status = stat()
    let space = stat("/proc/self/ns/pid", &status) == 0 ? "/\(status.st_ino)" : ""
    return boot + space
    #endif
  }
}

extension RunEnvironment {
  /// Where this process runs, and with what.
  public static func current(
    version: String, gitCommit: String? = nil, commandLine: [String] = []
  ) -> RunEnvironment {
    let process = ProcessIdentity.current
    return RunEnvironment(
      host: process.host, processID: process.processID, bootID: process.bootID, version: version,
      gitCommit: gitCommit, commandLine: commandLine)
  }
}

extension ProcessIdentity {
  /// Whether the process of that number, on this machine, is alive and is the one that was heard of
  /// at `instant` (Unix seconds).
  ///
  /// A zombie is dead, and so is a process whose number was given to another one since.
  static func isAlive(_ processID: Int32, heardAt instant: Double, now: Double) -> Bool {
    guard processID > 0, kill(processID, 0) == 0 || errno == EPERM else { return false }
    #if canImport(Darwin)
    return true
    #else
    // "PID (NAME) STATE …": the name may hold blanks and parentheses; the start, in clock ticks
    // since the boot, is the 22nd field.
    let status = String(decoding: systemFile("/proc/\(processID)/stat"), as: UTF8.self)
    guard let nameEnd = status.lastIndex(of: ")") else { return true }
    let fields = status[nameEnd...].split(separator: " ").dropFirst()
    guard fields.count >= 20, let startTicks = Double(fields[fields.startIndex + 19]) else {
      return true
    }
    if fields.first == "Z" || fields.first == "X" { return false }
    var uptime = timespec()
    clock_gettime(CLOCK_BOOTTIME, &uptime)
    let age = Double(uptime.tv_sec) - startTicks / Double(sysconf(Int32(_SC_CLK_TCK)))
    let slackSeconds = 5.0
    return now - age <= instant + slackSeconds
    #endif
  }

  /// The first bytes of a small file of the system; empty if it cannot be read.
  static func systemFile(_ path: String, limit: Int = 4096) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    return [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      // Such files come a page at a time.
      while let start = buffer.baseAddress, count < limit {
        let more = read(descriptor, start + count, limit - count)
        if more <= 0 { break }
        count += more
      }
    }
  }
}
