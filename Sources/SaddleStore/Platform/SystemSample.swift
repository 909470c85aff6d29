#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What this process takes of its machine at one moment; nil where the system does not say.
struct SystemSample: Sendable {
  /// Processor time of all threads since the process began, in seconds.
  let cpuSeconds: Double
  /// Memory that the process holds.
  let residentBytes: Int?
  /// Processes that ran or wanted to, on average over the last minute.
  let machineLoad: Double?
  /// Memory that the machine could still give away.
  let availableBytes: Int?
  /// Free space for this user on the disk that holds the file.
  let diskFreeBytes: Int?

  /// Looks at the process and at the disk of a file.
  init(diskOf path: String) {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    cpuSeconds = Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    var load = 0.0
    machineLoad = getloadavg(&load, 1) == 1 ? load : nil
    diskFreeBytes = StoreFile.freeDiskBytes(around: path)
    let pages = Self.words(of: "/proc/self/statm").dropFirst().first.flatMap { Int($0) }
    residentBytes = pages.map { $0 * sysconf(Int32(_SC_PAGESIZE)) }
    let memory = Self.words(of: "/proc/meminfo")
    let kilobytes = memory.firstIndex(of: "MemAvailable:").flatMap { place in
      place + 1 < memory.endIndex ? Int(memory[place + 1]) : nil
    }
    availableBytes = kilobytes.map { $0 * 1024 }
  }

  private static func words(of path: String) -> [Substring] {
    let text = String(decoding: ProcessIdentity.systemFile(path), as: UTF8.self)
    return text.split(whereSeparator: \.isWhitespace)
  }
}
