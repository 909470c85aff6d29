import Foundation
import SaddleExperiments
import SaddleRecording
import SaddleStore

/// What the store's promises come to, on the shapes that they are made for.
///
/// `store-benchmarks WORK…`, by default every work; `rate` prints one number for the comparison with peers.
/// Loops that are compared run in turn; ratios are medians of rounds.
@main
enum StoreBenchmarks {
  static let works: [(name: String, run: @Sendable (URL) throws -> Void)] = [
    ("steps", StepsWork.run), ("codec", CodecWork.run), ("pair", PairWork.run),
    ("keyframes", KeyframeWork.run), ("read", ReadWork.run), ("merge", MergeWork.run),
  ]

  static func main() throws {
    let asked = CommandLine.arguments.dropFirst()
    if asked == ["rate"] { return try StepsWork.printRate() }
    let unknown = asked.filter { name in !works.contains { $0.name == name } }
    guard unknown.isEmpty else {
      print(
        "no work is called \(unknown.joined(separator: ", ")); there are: "
          + works.map(\.name).joined(separator: ", "))
      exit(64)
    }
    for work in works where asked.isEmpty || asked.contains(work.name) {
      let folder = FileManager.default.temporaryDirectory
        .appending(path: "saddlebag-store-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      print("## \(work.name)\n")
      try work.run(folder)
      print("")
    }
  }
}

/// A moment, by the wall, by the processor time of all threads, and by that of this thread.
struct Moment {
  let wall: Double
  let process: Double
  let thread: Double

  static var now: Moment {
    func seconds(_ clock: clockid_t) -> Double {
      var time = timespec()
      clock_gettime(clock, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    return Moment(
      wall: seconds(CLOCK_MONOTONIC), process: seconds(CLOCK_PROCESS_CPUTIME_ID),
      thread: seconds(CLOCK_THREAD_CPUTIME_ID))
  }

  static func - (end: Moment, start: Moment) -> Moment {
    Moment(
      wall: end.wall - start.wall, process: end.process - start.process,
      thread: end.thread - start.thread)
  }

  /// What a piece of work takes.
  static func of(_ work: () throws -> Void) rethrows -> Moment {
    let start = now
    try work()
    return now - start
  }
}

extension [Double] {
  /// The middle value.
  var median: Double { sorted()[count / 2] }
}

extension Store {
  /// Bytes of the file and of the files of parameters.
  var bytes: Int {
    get throws {
      let size = try size()
      return size.fileBytes + size.logBytes + size.parameterBytes
    }
  }
}

func format(_ value: Double, _ digits: Int = 2) -> String { String(format: "%.\(digits)f", value) }
