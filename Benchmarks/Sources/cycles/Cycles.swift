import Foundation
import SaddleCycles

/// What judging and watching trajectories costs, beside two programs that do the same in Python.
///
///     swift run -c release --package-path Benchmarks cycle-benchmarks [--peers PYTHON] [--reference FOLDER]
///
/// The peers read the very bytes that are judged here and run in turn with it, one thread each.
@main
enum Cycles {
  static func main() throws {
    let arguments = CommandLine.arguments
    func value(after name: String) -> String? {
      arguments.firstIndex(of: name).flatMap { $0 + 1 < arguments.count ? arguments[$0 + 1] : nil }
    }
    print("| what | seconds (CPU) | note |\n|---|---|---|")
    try long(python: value(after: "--peers"), reference: value(after: "--reference"))
    try wide()
    try many()
    watch()
  }

  /// 10⁶ steps × 16 parameters: eight noisy bilinear planes under alternating descent ascent.
  private static func long(python: String?, reference: String?) throws {
    let (steps, channels) = (1_000_000, 16)
    let values = bilinearPlanes(steps: steps, channels: channels)
    let file = FileManager.default.temporaryDirectory
      .appending(path: "saddlebag-cycles-\(UUID().uuidString).f64")
    defer { try? FileManager.default.removeItem(at: file) }
    if python != nil {
      try values.withUnsafeBytes { Data($0) }.write(to: file)
    }
    let first = try judge(values, channels)
    var own = [first.seconds]
    var peers: [String: [Double]] = [:]
    for _ in 0..<3 {
      own.append(try judge(values, channels).seconds)
      if let python {
        for (name, seconds) in try runPeers(python, file, channels, reference) {
          peers[name, default: []].append(seconds)
        }
      }
    }
    let best = own.min() ?? .nan
    row(
      "10⁶ × 16, `CycleAnalysis`", best,
      "\(first.verdict.kind.words), T = \(first.verdict.period ?? .nan); at most \(peakMegabytes) MB in all, the "
        + "\(steps * channels * 8 / 1_000_000) MB judged included")
    for (name, times) in peers.sorted(by: { $0.key < $1.key }) {
      let seconds = times.min() ?? .nan
      row("10⁶ × 16, \(name)", seconds, "\(round(100 * seconds / best) / 100) times as long")
    }
  }

  private static func judge(
    _ values: [Double], _ channels: Int
  ) throws -> (verdict: Verdict, seconds: Double) {
    let start = processorSeconds
    let verdict = try CycleAnalysis(
      Trajectory(values: values, channelCount: channels)
    ).verdict()
    return (verdict, processorSeconds - start)
  }

  /// As many values in 64 parameters, the most that are not sketched.
  private static func wide() throws {
    let (steps, channels) = (250_000, 64)
    let found = try judge(bilinearPlanes(steps: steps, channels: channels), channels)
    row(
      "2.5·10⁵ × 64, `CycleAnalysis`", found.seconds,
      "\(found.verdict.kind.words), T = \(found.verdict.period ?? .nan); at most \(peakMegabytes) MB in all so far"
    )
  }

  /// 1,000 runs of 10⁴ steps × 2 parameters.
  private static func many() throws {
    let runs = (0..<20).map { seed in
      var random = Normals(seed: UInt64(seed))
      return alternating(steps: 10_000, stepSize: 0.05 + 0.01 * Double(seed % 7), &random)
    }
    var found = 0
    let start = processorSeconds
    for index in 0..<1_000 {
      let trajectory = try Trajectory(values: runs[index % runs.count], channelCount: 2)
      if try CycleAnalysis(trajectory).verdict().kind == .cycling { found += 1 }
    }
    let seconds = processorSeconds - start
    row("1,000 runs of 10⁴ × 2", seconds, "\(found) cycling")
  }

  /// A step under `CycleWatch`, for cycles and for noise.
  private static func watch() {
    for channels in [2, 16] {
      for isNoise in [false, true] {
        let steps = 400_000
        var random = Normals(seed: 7)
        var rows = bilinearPlanes(steps: steps, channels: channels)
        if isNoise { for index in rows.indices { rows[index] = random.next() } }
        var watch = CycleWatch(channelCount: channels)
        var row = [Double](repeating: 0, count: channels)
        let start = processorSeconds
        for step in 0..<steps {
          for channel in 0..<channels { row[channel] = rows[step * channels + channel] }
          _ = watch.observe(row)
        }
        let seconds = processorSeconds - start
        Self.row(
          "\(steps) steps watched, \(channels) channels, \(isNoise ? "noise" : "cycle")", seconds,
          "\(round(1e8 * seconds / Double(steps)) / 100) µs a step, \(watch.byteCount / 1000) kB")
      }
    }
  }

  private static func row(_ what: String, _ seconds: Double, _ note: String) {
    print("| \(what) | \(round(1000 * seconds) / 1000) | \(note) |")
  }
}
