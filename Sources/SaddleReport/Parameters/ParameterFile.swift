public import SaddleRecording

/// Both players' parameters as the bytes of a file that other programs read.
public struct ParameterFile: Sendable {
  /// The file formats.
  public enum Format: String, CaseIterable, Sendable {
    /// NumPy's array file, version 1.0: one vector, x then y.
    case npy
    /// NumPy's archive: the arrays `minimizer` and `maximizer`, not compressed.
    case npz
    /// The columns player, coordinateIndex and value, with a heading.
    case csv
    /// The tensors `minimizer` and `maximizer`, and the run in the header's metadata.
    case safetensors
  }

  /// One player's vector, by the player's name.
  public struct Vector: Sendable {
    let name: String
    let values: [Double]

    /// Joins name and values.
    public init(name: String, values: [Double]) {
      self.name = name
      self.values = values
    }
  }

  private let vectors: [Vector]
  private let numbers: ParameterFormat
  private let metadata: [(key: String, value: String)]

  /// Describes a file.
  ///
  /// - Parameters:
  ///   - vectors: what it holds, in order.
  ///   - numbers: the floats of the binary formats; values must be exact in them.
  ///   - metadata: what the header of a safetensors file says.
  public init(
    _ vectors: [Vector], numbers: ParameterFormat, metadata: [(key: String, value: String)] = []
  ) {
    self.vectors = vectors
    self.numbers = numbers
    self.metadata = metadata
  }

  /// The bytes of the file.
  public func bytes(as format: Format) -> [UInt8] {
    switch format {
    case .npy: array(vectors.flatMap(\.values))
    case .npz:
      ZipArchive.bytes(of: vectors.map { (name: "\($0.name).npy", content: array($0.values)) })
    case .csv: csv
    case .safetensors: safetensors
    }
  }

  private func array(_ values: [Double]) -> [UInt8] {
    let kind = numbers == .float64 ? "<f8" : "<f4"
    var header = "{'descr': '\(kind)', 'fortran_order': False, 'shape': (\(values.count),), }"
    // The magic, version and length take ten bytes; data begin at a multiple of 64.
    header += String(repeating: " ", count: (64 - (header.utf8.count + 11) % 64) % 64) + "\n"
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    bytes.append(littleEndian: UInt16(header.utf8.count))
    return bytes + Array(header.utf8) + encoded(values)
  }

  private var csv: [UInt8] {
    var text = "player,coordinateIndex,value\n"
    for vector in vectors {
      for (index, value) in vector.values.enumerated() {
        text += "\(vector.name),\(index),\(value.isFinite ? "\(value)" : Self.word(value))\n"
      }
    }
    return Array(text.utf8)
  }

  private static func word(_ value: Double) -> String {
    value.isNaN ? "NaN" : value > 0 ? "Inf" : "-Inf"
  }

  private var safetensors: [UInt8] {
    let kind = numbers == .float64 ? "F64" : "F32"
    var entries: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.map { "\(JSONText.quoted($0.key)):\(JSONText.quoted($0.value))" }
      entries.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    var start = 0
    for vector in vectors {
      let end = start + vector.values.count * numbers.byteCount
      entries.append(
        """
        \(JSONText.quoted(vector.name)):{"dtype":"\(kind)","shape":[\(vector.values.count)],\
        "data_offsets":[\(start),\(end)]}
        """)
      start = end
    }
    var header = "{\(entries.joined(separator: ","))}"
    header += String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    var bytes: [UInt8] = []
    bytes.append(littleEndian: UInt64(header.utf8.count))
    return bytes + Array(header.utf8) + vectors.flatMap { encoded($0.values) }
  }

  private func encoded(_ values: [Double]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count * numbers.byteCount)
    for value in values {
      switch numbers {
      case .float64: bytes.append(littleEndian: value.bitPattern)
      case .float32: bytes.append(littleEndian: Float(value).bitPattern)
      }
    }
    return bytes
  }
}

extension [UInt8] {
  /// Appends the bytes of a number, the lowest first.
  mutating func append(littleEndian number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}

/// Text as JSON wants it.
private enum JSONText {
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
