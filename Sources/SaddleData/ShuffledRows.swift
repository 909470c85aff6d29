/// The order in which rows are drawn: every row once per epoch, each epoch in another order.
///
/// The order of an epoch is a permutation keyed by (seed, epoch) that is computed at any position by
/// itself, so that a resumed run draws batch k without the batches before it and nothing about the
/// order is recorded. It is a Feistel network of 8 rounds (Luby & Rackoff 1988,
/// doi:10.1137/0217022) on the next even power of two, walked until it falls below the count (Black &
/// Rogaway 2002, doi:10.1007/3-540-45760-7_9).
///
/// Cost: 8 to 32 rounds of a few multiplications per row; no memory.
public struct ShuffledRows: Hashable, Sendable {
  /// The number of rows.
  public let count: Int
  /// Keys the order.
  public let seed: UInt64
  private let halfBits: UInt64

  /// The orders of one data set under one seed.
  ///
  /// - Precondition: 0 < `count` < 2⁶⁰.
  public init(count: Int, seed: UInt64) {
    precondition(count > 0 && count < 1 << 60, "\(count) rows cannot be shuffled")
    self.count = count
    self.seed = seed
    let bits = UInt64(Int.bitWidth - (count - 1).leadingZeroBitCount)
    halfBits = max(1, (bits + 1) / 2)
  }

  /// The row at a position of an epoch.
  ///
  /// - Precondition: 0 ≤ `position` < ``count``, `epoch` ≥ 0.
  public func row(at position: Int, epoch: Int) -> Int {
    precondition((0..<count).contains(position) && epoch >= 0, "no position \(position)")
    let key = Self.mix(
      Self.mix(seed ^ 0x5348_5546_464C_4544) ^ (UInt64(epoch) &* 0x8CB9_2BA7_2F3D_8DD7))
    let mask = (UInt64(1) << halfBits) - 1
    var value = UInt64(position)
    repeat {
      var (left, right) = (value >> halfBits, value & mask)
      for round in 0..<8 as Range<UInt64> {
        let turned = Self.mix(key ^ (right &+ (round << 56))) >> 32
        (left, right) = (right, left ^ (turned & mask))
      }
      value = left << halfBits | right
    } while value >= UInt64(count)
    return Int(value)
  }

  /// The rows of the `index`-th batch; a batch runs on into the next epoch where one ends.
  ///
  /// - Precondition: `index` ≥ 0, `size` ≥ 0.
  public func batch(_ index: Int, size: Int) -> [Int] {
    precondition(index >= 0 && size >= 0, "no batch \(index) of \(size)")
    return (0..<size).map { offset in
      let (epoch, position) = (index * size + offset).quotientAndRemainder(dividingBy: count)
      return row(at: position, epoch: epoch)
    }
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
