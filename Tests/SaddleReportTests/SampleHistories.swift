import SaddleRecording

import struct FoundationEssentials.Date
import struct FoundationEssentials.UUID

/// Histories made up for tests: the bilinear game f = xy under methods whose paths are known.
enum SampleHistories {
  /// How (x, y) moves in one step.
  enum Motion: String, CaseIterable {
    case simultaneous = "simultaneous-gda"
    case alternating = "alternating-gda"
    case extragradient = "extragradient"

    func next(_ x: Double, _ y: Double, _ h: Double) -> (Double, Double) {
      switch self {
      case .simultaneous: (x - h * y, y + h * x)
      case .alternating: (x - h * y, y + h * (x - h * y))
      case .extragradient: (x - h * (y + h * x), y + h * (x - h * y))
      }
    }
  }

  static let environment = RunEnvironment(
    host: "test-host", processID: 1, bootID: "boot", version: "0.1.0", gitCommit: "c0ffee",
    commandLine: ["saddlebag", "train", "bilinear"])

  static let nash = RecordedEquilibrium(
    kind: "nash", proximalOrder: nil, note: "Nash (0, 0)", profile: [0, 0])

  /// A run without history of its own.
  static func run(
    _ id: Int64, game: String = "bilinear", method: String = "simultaneous-gda", seed: UInt64 = 1,
    name: String = "", stepSize: String = "0.05", status: RunStatus = .ended(.stepLimit),
    count: Int = 0, shape: (Int, Int) = (1, 1), equilibria: [RecordedEquilibrium] = [nash]
  ) -> Run {
    let description = RunDescription(
      uuid: UUID(), name: name.isEmpty ? "\(game)-\(id)" : name, game: game, method: method,
      seed: seed, gameParameters: [RunParameter(name: "payoffScale", value: "1.0")],
      methodParameters: [RunParameter(name: "stepSize", value: stepSize)],
      trainingParameters: [RunParameter(name: "steps", value: "\(max(0, count - 1))")],
      minimizerCount: shape.0, maximizerCount: shape.1, proximalPenalties: [0.1, 1, 10],
      knownEquilibria: equilibria, gapDomain: "|x|, |y| ≤ 2.0", environment: environment)
    return Run(
      id: Run.ID(id), description: description, status: status,
      startedAt: Date(timeIntervalSince1970: 1_790_000_000),
      endedAt: Date(timeIntervalSince1970: 1_790_000_060), lastStep: count > 0 ? count - 1 : nil,
      stepCount: count)
  }

  /// A played bilinear game with all its metrics.
  static func bilinear(
    _ id: Int64, _ motion: Motion, stepSize: Double = 0.05, steps: Int, seed: UInt64 = 1,
    status: RunStatus = .ended(.stepLimit)
  ) -> RunHistory {
    var (x, y) = (1.0, 1.0)
    var xs: [[Double]] = []
    var ys: [[Double]] = []
    for _ in 0...steps {
      xs.append([x])
      ys.append([y])
      (x, y) = motion.next(x, y, stepSize)
    }
    let run = run(
      id, method: motion.rawValue, seed: seed, stepSize: "\(stepSize)", status: status,
      count: steps + 1)
    return history(run, xs, ys)
  }

  /// The history of a path of the bilinear game in the first coordinates.
  static func history(_ run: Run, _ xs: [[Double]], _ ys: [[Double]]) -> RunHistory {
    let pairs = zip(xs, ys).map { ($0[0], $1[0]) }
    let steps = Array(xs.indices)
    func series(_ name: String, _ value: (Double, Double) -> Double) -> MetricSeries {
      MetricSeries(name: name, steps: steps, values: pairs.map(value))
    }
    func proximal(_ penalty: Double) -> MetricSeries {
      series(MetricSeries.proximalGapName(penalty: penalty)) { x, y in
        let near = penalty * y.magnitude <= 2
        return 2 * x.magnitude + (near ? penalty * y * y / 2 : 2 * y.magnitude - 2 / penalty)
      }
    }
    return RunHistory(
      run: run,
      series: [
        series("payoff") { $0 * $1 }, series("minimizerLoss") { $0 * $1 },
        series("maximizerLoss") { -$0 * $1 },
        series("minimizerGradientNorm") { $1.magnitude },
        series("maximizerGradientNorm") { x, _ in x.magnitude },
        series("fieldNorm") { ($0 * $0 + $1 * $1).squareRoot() },
        series("equilibriumDistance") { ($0 * $0 + $1 * $1).squareRoot() },
        series("dualityGap") { 2 * ($0.magnitude + $1.magnitude) },
        series("primalGap") { x, _ in 2 * x.magnitude }, proximal(0.1), proximal(1), proximal(10),
      ],
      trajectory: RecordedTrajectory(steps: steps, minimizers: xs, maximizers: ys))
  }

  /// A history with one metric and a path in the plane, of any values.
  static func custom(
    _ id: Int64, metric: String = "dualityGap", values: [Double], path: [(Double, Double)] = [],
    shape: (Int, Int) = (1, 1), equilibria: [RecordedEquilibrium] = [nash]
  ) -> RunHistory {
    RunHistory(
      run: run(
        id, name: "custom", count: max(values.count, path.count), shape: shape,
        equilibria: equilibria),
      series: values.isEmpty
        ? [] : [MetricSeries(name: metric, steps: Array(values.indices), values: values)],
      trajectory: RecordedTrajectory(
        steps: Array(path.indices), minimizers: path.map { [$0.0] }, maximizers: path.map { [$0.1] }
      ))
  }

  /// The cases that break careless reports, each a report of its own.
  static var edgeCases: [(name: String, histories: [RunHistory])] {
    let huge = (0..<601).map { Double("1e\($0 - 300)") ?? 0 }
    let infinite: [Double] = [1, 2, .infinity, 4, -.infinity, 0, -1, .nan, 3]
    let tiny = Double.leastNonzeroMagnitude
    let triangle = [(0.2, 0.3), (0.5, 0.1), (0.4, 0.6)]
    let many = (0..<10).map { index in
      bilinear(
        Int64(index + 1), .extragradient, stepSize: 0.02 + 0.01 * Double(index), steps: 1_000,
        seed: UInt64(index))
    }
    return [
      ("no-runs", []), ("no-steps", [custom(1, values: [])]),
      ("one-step", [custom(1, values: [0.5], path: [(1, 1)])]),
      ("all-nan", [custom(1, values: [.nan, .nan], path: [(.nan, 1), (.nan, 2)])]),
      ("all-zero", [custom(1, values: [0, 0, 0], path: [(0, 0), (0, 0), (0, 0)])]),
      ("constant", [custom(1, metric: "payoff", values: [0.7, 0.7, 0.7], path: triangle)]),
      ("huge-range", [custom(1, values: huge, path: huge.map { ($0, -$0) })]),
      ("huge-payoff", [custom(1, metric: "payoff", values: huge.map { -$0 })]),
      ("infinite", [custom(1, values: infinite, path: infinite.map { ($0, 1) })]),
      ("subnormal", [custom(1, values: [tiny, 1e9 * tiny], path: [(tiny, 0), (0, tiny)])]),
      (
        "unequal-sizes",
        [
          custom(
            1, values: [1, 0.5, 0.1], path: triangle, shape: (2, 3),
            equilibria: [
              RecordedEquilibrium(
                kind: "proximal", proximalOrder: 1.97, note: "", profile: [0, 0, 0, 0, 0])
            ])
        ]
      ),
      ("no-payoff", [custom(1, metric: "fieldNorm", values: [3, 2, 1], path: triangle)]),
      ("ten-runs", many),
    ]
  }
}
