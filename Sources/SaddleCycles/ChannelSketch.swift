/// Sums each player's channels with fixed random signs into a few: a count sketch (Charikar, Chen &
/// Farach-Colton 2002).
///
/// Distances between rows are kept on average, and a single channel that cycles lands in one sum
/// whole. Signs and places follow from the channel's number alone, so that every run and every reader
/// sums alike.
public struct ChannelSketch: Hashable, Sendable {
  /// The number of channels of each player as they come.
  public let widths: [Int]
  /// The channels of each player as they go.
  public let players: [Range<Int>]
  /// Whether anything is summed; if not, rows pass as they are.
  public let isSketch: Bool
  /// The channels as they go.
  public var channelCount: Int { players.last?.upperBound ?? 0 }
  private let targets: [Int32]
  private let signs: [Double]

  /// Keeps at most so many sums per player; all channels if there are no more than `most` in all.
  public init(widths: [Int], sums: Int, most: Int) {
    self.widths = widths
    let isSketch = widths.reduce(0, +) > most
    let kept = widths.map { isSketch ? min($0, max(1, sums)) : $0 }
    var first = 0
    let players = kept.map { width in
      defer { first += width }
      return first..<(first + width)
    }
    self.players = players
    self.isSketch = isSketch
    let places = zip(widths, players).flatMap { width, player in
      (0..<(isSketch ? width : 0)).map { channel in
        (SketchPlace(of: channel, in: player.count), player.lowerBound)
      }
    }
    targets = places.map { Int32($0.1 + $0.0.index) }
    signs = places.map(\.0.sign)
  }

  /// Makes a row of the players' channels, at an offset of `row`.
  ///
  /// - Precondition: each part has its player's channels, and the row room for `channelCount`.
  public func reduce(
    _ parts: [UnsafeBufferPointer<Double>], into row: inout [Double], at start: Int
  ) {
    precondition(
      parts.map(\.count) == widths, "a row of \(parts.map(\.count)) channels met \(widths)")
    row.withUnsafeMutableBufferPointer { row in
      var channel = 0
      guard isSketch else {
        for part in parts {
          for value in part {
            row[start + channel] = value
            channel += 1
          }
        }
        return
      }
      for channel in 0..<channelCount { row[start + channel] = 0 }
      targets.withUnsafeBufferPointer { targets in
        signs.withUnsafeBufferPointer { signs in
          for part in parts {
            for value in part {
              row[start + Int(targets[channel])] += signs[channel] * value
              channel += 1
            }
          }
        }
      }
    }
  }
}

/// Where a count sketch puts a channel, and with which sign.
struct SketchPlace: Hashable, Sendable {
  /// The sum it goes to.
  let index: Int
  /// +1 or −1.
  let sign: Double

  /// The place of a channel among so many sums: fixed for ever by the channel's number.
  init(of channel: Int, in width: Int) {
    // SplitMix64's finalizer.
    var z = UInt64(channel) &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    // ">>" binds tighter than "%" in Swift.
    index = Int(z >> 1 % UInt64(width))
    sign = z & 1 == 0 ? 1 : -1
  }
}
