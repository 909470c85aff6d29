import Foundation
import SaddleRecording
import Testing

@testable import SaddleExchange

@Suite("Runs in files of other programs")
struct ExchangeTests {
  /// Doubles that careless formats lose.
  private static let delicate: [Double] = [
    0.1, 1 / 3, .pi, -2.5e-308, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1e22, -0.0, .nan,
    .infinity, -.infinity, 9_007_199_254_740_992,
  ]

  private static let run = ExchangedRun(
    key: "7", name: "first \"<b>😀", experiment: "e", game: "bilinear", method: "adam", seed: .max,
    settings: [RunParameter(name: "stepSize", value: "0.1")],
    series: [
      MetricSeries(name: "payoff", steps: Array(delicate.indices), values: delicate),
      MetricSeries(name: "loss,\"g\"\nß", steps: [0, 5, 1_000_000], values: [1, 2, .nan]),
    ])

  /// Every series in two parts, as long runs are written.
  private static var parts: [MetricSeries] {
    run.series.flatMap { series in
      let middle = series.steps.count / 2
      return [0..<middle, middle..<series.steps.count].map { part in
        MetricSeries(
          name: series.name, steps: Array(series.steps[part]), values: Array(series.values[part]))
      }
    }
  }

  private static func eventFile() -> [UInt8] {
    var known: Set<String> = []
    return parts.reduce(into: TensorBoardExchange.beginning(startedAt: 1.5)) { bytes, series in
      bytes += TensorBoardExchange.events(
        of: series, startedAt: 1.5, isFirst: known.insert(series.name).inserted)
    }
  }

  private func expectSame(_ one: [MetricSeries], _ other: [MetricSeries]) {
    #expect(one.map(\.name) == other.map(\.name))
    for (one, other) in zip(one, other) {
      #expect(one.steps == other.steps)
      for (value, opposite) in zip(one.values, other.values) {
        #expect(value.bitPattern == opposite.bitPattern || (value.isNaN && opposite.isNaN))
      }
    }
  }

  @Test("CSV gives every value back with all its bits")
  func csv() throws {
    let lines = Self.parts.map { CSVExchange.lines(of: $0, run: Self.run.key) }
    let text = CSVExchange.header + lines.joined()
    let read = try CSVExchange.read(text, name: "file")
    #expect(read.count == 1 && read[0].key == "7")
    expectSame(read[0].series, Self.run.series)
  }

  @Test("JSON lines give back the values and what the run was")
  func jsonLines() throws {
    let lines = try Self.parts.map { try JSONLinesExchange.lines(of: $0, run: Self.run.key) }
    let text = try JSONLinesExchange.head(of: Self.run) + lines.joined()
    let read = try #require(try JSONLinesExchange.read(text, name: "file").first)
    expectSame(read.series, Self.run.series)
    #expect(read.name == Self.run.name && read.settings == Self.run.settings)
    #expect(read.seed == .max && read.game == "bilinear" && read.method == "adam")
  }

  @Test("TensorBoard's event files give every value back with all its bits")
  func tensorBoard() throws {
    let bytes = Self.eventFile()
    expectSame(try TensorBoardExchange.read(bytes, name: "x").series, Self.run.series)
    let cut = try TensorBoardExchange.read(Array(bytes.dropLast(5)), name: "x")
    #expect(cut.series.last?.steps == [0, 5])
    var damaged = bytes
    damaged[bytes.count / 2] ^= 1
    #expect(throws: ExchangeError.self) { try TensorBoardExchange.read(damaged, name: "x") }
    #expect(throws: ExchangeError.self) { try TensorBoardExchange.read([1, 2, 3], name: "x") }
  }

  @Test("An event file that TensorFlow wrote is read: simple values, masked checksums")
  func tensorFlowFile() throws {
    // tf.summary of `loss` = 0.5 at step 3, framed by hand after TensorFlow's record format.
    let summary: [UInt8] =
      [0x0A, 0x0B, 0x0A, 0x04] + Array("loss".utf8) + [0x15, 0, 0, 0, 0x3F]
    let event: [UInt8] =
      [0x09, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0x10, 0x03, 0x2A, UInt8(summary.count)] + summary
    let length = ProtocolBuffer.littleEndian(UInt64(event.count))
    let bytes =
      length + ProtocolBuffer.littleEndian(CyclicRedundancy.masked(length)) + event
      + ProtocolBuffer.littleEndian(CyclicRedundancy.masked(event))
    let run = try TensorBoardExchange.read(bytes, name: "tf")
    expectSame(run.series, [MetricSeries(name: "loss", steps: [3], values: [0.5])])
  }

  @Test("The checksum is Castagnoli's")
  func checksum() {
    #expect(CyclicRedundancy.checksum(Array("123456789".utf8)) == 0xE306_9283)
    #expect(CyclicRedundancy.checksum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
  }

  @Test("A table with a column for each metric is read, with runs or without")
  func wide() throws {
    let text = "\u{FEFF}step,loss,acc\r\n0,1.5,\r\n2,NaN,0.25\r\n"
    let run = try #require(try CSVExchange.read(text, name: "training").first)
    #expect(run.name == "training")
    expectSame(
      run.series,
      [
        MetricSeries(name: "loss", steps: [0, 2], values: [1.5, .nan]),
        MetricSeries(name: "acc", steps: [2], values: [0.25]),
      ])
    let lines = "{\"step\":0,\"loss\":1}\n\n{\"step\":1,\"loss\":\"inf\",\"note\":\"x\"}\n"
    let other = try #require(try JSONLinesExchange.read(lines, name: "log").first)
    expectSame(other.series, [MetricSeries(name: "loss", steps: [0, 1], values: [1, .infinity])])
  }

  @Test(
    "What is no such file is refused with its line",
    arguments: ["", "a,b\n1,2\n", "step,x\n0,1\n1\n", "step,x\n0,abc\n", "step,x\n-1,2\n"])
  func refusals(text: String) {
    #expect(throws: ExchangeError.self) { try CSVExchange.read(text, name: "f") }
  }

  @Test("Any bytes are read or refused, and never end the program")
  func fuzz() {
    var state: UInt64 = 5
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    func mutated(_ sound: [UInt8]) -> [UInt8] {
      var bytes = Array(sound.prefix(Int(next() % UInt64(sound.count + 1))))
      for _ in 0..<(next() % 4) where !bytes.isEmpty {
        bytes[Int(next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: next())
      }
      return bytes
    }
    let sound = Self.eventFile()
    let lines = Array(
      "{\"step\":0,\"loss\":1e-3,\"t\":\"x\\n\"}\n{\"step\":1,\"loss\":\"inf\"}\n".utf8)
    let table = Array("step,loss,\"a \"\"b\"\"\"\n0,1e-3,2\n1,nan,-inf\n".utf8)
    // 2,000, or as Scripts/fuzz says.
    let rounds = ProcessInfo.processInfo.environment["SADDLEBAG_FUZZ"].flatMap(Int.init) ?? 2_000
    for _ in 0..<rounds {
      let random = (0..<Int(next() % 64)).map { _ in UInt8(truncatingIfNeeded: next()) }
      _ = ProtocolBuffer.fields(of: random[...])
      _ = try? TensorBoardExchange.read(random, name: "x")
      _ = try? TensorBoardExchange.read(Array(sound.prefix(Int(next() % 400))), name: "x")
      let text = String(decoding: random, as: UTF8.self)
      _ = try? CSVExchange.read("step,x\n" + text, name: "x")
      _ = try? JSONLinesExchange.read(text, name: "x")
      let (line, row) = (mutated(lines), mutated(table))
      _ = try? JSONLinesExchange.read(String(decoding: line, as: UTF8.self), name: "x")
      _ = try? CSVExchange.read(String(decoding: row, as: UTF8.self), name: "x")
    }
  }

  @Test("MLflow's file store is read: names, settings, metrics in folders")
  func mlflowFiles() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "mlruns-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ path: String, _ text: String) throws {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    try write("1/meta.yaml", "experiment_id: '1'\nname: sweep\n")
    try write("1/abc/meta.yaml", "run_id: abc\nrun_name: 'brave-owl'\n")
    try write("1/abc/params/lr", "0.1")
    try write("1/abc/metrics/loss", "1700000000000 0.5 0\n1700000000001 nan 2\n")
    try write("1/abc/metrics/val/acc", "1700000000000 1e-300 0\n")
    let runs = try MLflowFiles.read(folder)
    let run = try #require(runs.first)
    #expect(run.name == "brave-owl" && run.experiment == "sweep")
    #expect(run.settings == [RunParameter(name: "lr", value: "0.1")])
    expectSame(
      run.series,
      [
        MetricSeries(name: "loss", steps: [0, 2], values: [0.5, .nan]),
        MetricSeries(name: "val/acc", steps: [0], values: [1e-300]),
      ])
  }
}
