import Foundation
import SaddleTensor

/// The engine's side of the comparison with its peers: plays one work for a while and says how long a
/// step took.
///
/// Reads lines `WORK STEPS` from the standard input and answers each with one line of JSON: `seconds` of
/// CPU time per step, of all threads, and `elapsed` seconds; `check`, numbers from the third step after the
/// start that the peers must agree with; `arenaBytes` of the plans. Each work is built once, at its first
/// line. With the argument `memory`, trains a pair of a million parameters instead and says what the
/// process occupied.
@main
enum EngineBenchmarks {
  struct Answer: Encodable {
    var seconds: Double
    var elapsed: Double
    var check: [Double]
    var arenaBytes: Int
    var buildSeconds: Double
  }

  static func main() throws {
    let threads = ProcessInfo.processInfo.environment["ENGINE_THREADS"].flatMap(Int.init) ?? 1
    if CommandLine.arguments.dropFirst().first == "memory" {
      return try printMemory(threads: threads)
    }
    var works: [String: (work: any Work, build: Double, check: [Double])] = [:]
    while let line = readLine() {
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 2, let steps = Int(words[1]), steps > 0 else {
        throw BenchmarkError(description: "'\(line)' is not a work and a number of steps")
      }
      if works[words[0]] == nil {
        let start = Stopwatch()
        let work = try makeWork(words[0], threads: threads)
        let build = start.processor
        works[words[0]] = (work, build, work.check())
      }
      guard let (work, build, check) = works[words[0]] else { continue }
      let watch = Stopwatch()
      for _ in 0..<steps { work.step() }
      let answer = Answer(
        seconds: watch.processor / Double(steps), elapsed: watch.elapsed / Double(steps),
        check: check, arenaBytes: work.arenaBytes, buildSeconds: build)
      let data = try JSONEncoder().encode(answer)
      FileHandle.standardOutput.write(data + Data("\n".utf8))
    }
  }

  private static func makeWork(_ name: String, threads: Int) throws -> any Work {
    switch name {
    case "quadratic": try ScalarQuadraticWork()
    case "wgan-gp-128": try WassersteinWork(hidden: 128, batch: 256, threads: threads)
    case "wgan-gp-64": try WassersteinWork(hidden: 64, batch: 64, threads: threads)
    case "wgan-gp-jvp": try FieldDerivativeWork(.field, hidden: 128, batch: 256, threads: threads)
    case "hessian-100k":
      try FieldDerivativeWork(.payoffGradient, hidden: 220, batch: 256, threads: threads)
    case "sn-dcgan": try SpectralImagesWork(batch: 64, threads: threads)
    case "product": try ProductWork(threads: threads)
    default: throw BenchmarkError(description: "there is no work '\(name)'")
    }
  }

  /// Trains two networks of half a million parameters each for ten steps.
  private static func printMemory(threads: Int) throws {
    let work = try WassersteinWork(hidden: 706, batch: 64, threads: threads)
    for _ in 0..<10 { work.step() }
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      .flatMap { Int($0.filter(\.isNumber)) }
    print(
      "{\"parameters\": \(work.parameterCount), \"arenaBytes\": \(work.arenaBytes), "
        + "\"peakBytes\": \((peak ?? 0) * 1024)}")
  }
}

/// Something to step: one step of a game, or one product.
protocol Work {
  var arenaBytes: Int { get }
  func step()
  /// Plays three steps from the start and gives numbers that every engine must agree with.
  func check() -> [Double]
}

struct BenchmarkError: Error, CustomStringConvertible { let description: String }

/// CPU time of this process, and time on the wall, since it was made.
struct Stopwatch {
  private let start = ContinuousClock.now
  private let begin = clock()

  var processor: Double { Double(clock() - begin) / Double(CLOCKS_PER_SEC) }
  var elapsed: Double { (ContinuousClock.now - start) / .seconds(1) }
}
