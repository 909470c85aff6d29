public import SaddleRecording

/// A run's metrics as a TensorBoard event file.
///
/// Values are scalars of 64 bits (tensors of `DT_DOUBLE` with the plug-in name `scalars`), so that none
/// loses a bit; TensorBoard shows them like all scalars. Read are these, those of 32 bits, and the older
/// `simple_value`.
public enum TensorBoardExchange {
  private static let doubleType: UInt64 = 2

  /// The first record of a file, which says the version.
  ///
  /// - Parameter startedAt: Unix seconds that stand for every event's time.
  /// - Returns: its bytes.
  public static func beginning(startedAt: Double) -> [UInt8] {
    var bytes: [UInt8] = []
    append(
      ProtocolBuffer.field(1, double: startedAt)
        + ProtocolBuffer.field(3, bytes: Array("brain.Event:2".utf8)), to: &bytes)
    return bytes
  }

  /// The records of a series, or of a part of one: long runs are written part by part.
  ///
  /// - Parameters:
  ///   - series: the points.
  ///   - startedAt: as in ``beginning(startedAt:)``.
  ///   - isFirst: whether the file has no point of this metric yet; the first says how it is shown.
  /// - Returns: a record for each point.
  public static func events(
    of series: MetricSeries, startedAt: Double, isFirst: Bool
  ) -> [UInt8] {
    let time = ProtocolBuffer.field(1, double: startedAt)
    var summary = summary(of: series.name, isFirst: isFirst)
    let following = isFirst ? self.summary(of: series.name, isFirst: false) : summary
    var bytes: [UInt8] = []
    bytes.reserveCapacity(series.steps.count * (time.count + following.count + 34))
    for (step, value) in zip(series.steps, series.values) {
      append(
        time + ProtocolBuffer.field(2, varint: UInt64(step)) + summary
          + ProtocolBuffer.littleEndian(value.bitPattern), to: &bytes)
      summary = following
    }
    return bytes
  }

  /// An event's summary of one value, without the eight bytes of the value, with which it ends.
  private static func summary(of name: String, isFirst: Bool) -> [UInt8] {
    let plugin = ProtocolBuffer.field(1, bytes: Array("scalars".utf8))
    let metadata = ProtocolBuffer.field(9, bytes: ProtocolBuffer.field(1, bytes: plugin))
    let tensor =
      ProtocolBuffer.field(1, varint: doubleType) + ProtocolBuffer.field(2, bytes: [])
      + ProtocolBuffer.field(4, bytes: ProtocolBuffer.littleEndian(UInt64(0)))
    let entry =
      ProtocolBuffer.field(1, bytes: Array(name.utf8)) + (isFirst ? metadata : [])
      + ProtocolBuffer.field(8, bytes: tensor)
    return ProtocolBuffer.field(5, bytes: ProtocolBuffer.field(1, bytes: entry)).dropLast(8)
  }

  /// The run of an event file; a broken last record, as a killed program leaves it, is left out.
  ///
  /// - Throws: ``ExchangeError`` for a file that is none of events, or is damaged before its end.
  public static func read(_ bytes: [UInt8], name: String) throws(ExchangeError) -> ExchangedRun {
    var collector = SeriesCollector()
    var rest = bytes[...]
    var count = 0
    while rest.count >= 12 {
      let length = word(rest.prefix(8))
      let isSound =
        CyclicRedundancy.masked(rest.prefix(8)) == UInt32(word(rest.dropFirst(8).prefix(4)))
      guard isSound else {
        throw ExchangeError(
          count == 0
            ? "'\(name)' is no TensorBoard event file"
            : "'\(name)' is damaged after \(count) records")
      }
      guard length <= UInt64(rest.count - 12), rest.count >= Int(length) + 16 else { break }
      let data = rest.dropFirst(12).prefix(Int(length))
      let checksum = UInt32(word(rest.dropFirst(12 + Int(length)).prefix(4)))
      guard CyclicRedundancy.masked(data) == checksum else {
        throw ExchangeError("'\(name)' is damaged after \(count) records")
      }
      add(event: data, to: &collector)
      rest = rest.dropFirst(Int(length) + 16)
      count += 1
    }
    guard count > 0 else { throw ExchangeError("'\(name)' is no TensorBoard event file") }
    return ExchangedRun(key: name, name: name, series: collector.series)
  }

  private static func add(event: ArraySlice<UInt8>, to collector: inout SeriesCollector) {
    var step = 0
    var summaries: [ArraySlice<UInt8>] = []
    for (number, value) in ProtocolBuffer.fields(of: event) ?? [] {
      if case .varint(let word) = value, number == 2 { step = Int(truncatingIfNeeded: word) }
      if case .bytes(let bytes) = value, number == 5 { summaries.append(bytes) }
    }
    guard step >= 0 else { return }
    for case (1, .bytes(let entry)) in summaries.flatMap({ ProtocolBuffer.fields(of: $0) ?? [] }) {
      var tag = ""
      var number: Double?
      for (field, value) in ProtocolBuffer.fields(of: entry) ?? [] {
        switch (field, value) {
        case (1, .bytes(let bytes)): tag = String(decoding: bytes, as: UTF8.self)
        case (2, .fixed32(let word)): number = Double(Float(bitPattern: word))
        case (8, .bytes(let tensor)): number = scalar(tensor)
        default: break
        }
      }
      if let number, !tag.isEmpty { collector.add(tag, step: step, value: number) }
    }
  }

  /// The number of a tensor of one; nil for any other.
  private static func scalar(_ tensor: ArraySlice<UInt8>) -> Double? {
    var type: UInt64 = 0
    var number: Double?
    for (field, value) in ProtocolBuffer.fields(of: tensor) ?? [] {
      switch (field, value) {
      case (1, .varint(let word)): type = word
      case (4, .bytes(let bytes)), (5, .bytes(let bytes)), (6, .bytes(let bytes)):
        if bytes.count == 8 { number = Double(bitPattern: word(bytes)) }
        if bytes.count == 4 { number = Double(Float(bitPattern: UInt32(word(bytes)))) }
      case (5, .fixed32(let word)): number = Double(Float(bitPattern: word))
      case (6, .fixed64(let word)): number = Double(bitPattern: word)
      default: break
      }
    }
    return type == 1 || type == doubleType ? number : nil
  }

  private static func append(_ data: [UInt8], to bytes: inout [UInt8]) {
    let length = ProtocolBuffer.littleEndian(UInt64(data.count))
    bytes += length
    bytes += ProtocolBuffer.littleEndian(CyclicRedundancy.masked(length))
    bytes += data
    bytes += ProtocolBuffer.littleEndian(CyclicRedundancy.masked(data))
  }

  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
