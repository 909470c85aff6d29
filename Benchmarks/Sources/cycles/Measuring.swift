import Foundation

/// The processor time of this process so far: other processes on the machine do not lengthen it.
var processorSeconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

/// The largest memory that this process has had, in megabytes.
var peakMegabytes: Int {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return Int(usage.ru_maxrss) / 1000
}

/// The processor seconds of each Python program on the same file.
func runPeers(
  _ python: String, _ file: URL, _ channels: Int, _ reference: String?
) throws -> [(String, Double)] {
  let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "peers/cycles_peer.py")
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments =
    [python, script.path, file.path, "\(channels)"] + (reference.map { [$0] } ?? [])
  var environment = ProcessInfo.processInfo.environment
  for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"] {
    environment[name] = "1"
  }
  process.environment = environment
  let output = Pipe()
  process.standardOutput = output
  try process.run()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap { line in
    let fields = line.split(separator: "\t")
    guard fields.count >= 2, let seconds = Double(fields[1]) else { return nil }
    return (String(fields[0]), seconds)
  }
}
