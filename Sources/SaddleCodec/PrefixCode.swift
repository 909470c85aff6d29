/// Prefix codes of at most 11 bits over the classes of a word, one for each context.
///
/// A code is given by its lengths: code words are canonical (by length, then by class) and stand with
/// their first bit lowest. All codes are complete, so that every sequence of bits is one of code words.
enum PrefixCode {
  /// The longest code word; lengths fit half a byte.
  static let maximumLength = 11
  /// 2¹¹: the sum over classes of 2^(11 − length) of a complete code.
  static let fullSum = 1 << maximumLength

  /// The lengths of a code for symbols counted so often, by Huffman's construction with lengths cut at
  /// 11 bits and evened out; every symbol gets one, so that counts of a sample will do.
  static func lengths(of counts: UnsafeBufferPointer<UInt32>) -> [UInt8] {
    var lengths = huffmanLengths(of: counts)
    var sum = 0
    for index in lengths.indices {
      lengths[index] = min(lengths[index], UInt8(maximumLength))
      sum += weight(lengths[index])
    }
    // Too many short ones: lengthen the rarest that can be.
    while sum > fullSum {
      let longer = lengths.indices.filter { lengths[$0] < UInt8(maximumLength) }
        .min { (counts[$0], 255 - lengths[$0]) < (counts[$1], 255 - lengths[$1]) }
      guard let longer else { break }
      sum -= weight(lengths[longer]) / 2
      lengths[longer] += 1
    }
    // Room left over: shorten the most frequent that fits. The longest one always does.
    while sum < fullSum {
      let room = fullSum - sum
      let shorter = lengths.indices.filter { weight(lengths[$0]) <= room }
        .max { counts[$0] < counts[$1] }
      guard let shorter else { break }
      sum += weight(lengths[shorter])
      lengths[shorter] -= 1
    }
    return lengths
  }

  /// The share of all sequences that begin with a code word of this length, in units of 2⁻¹¹.
  static func weight(_ length: UInt8) -> Int { 1 << (maximumLength - Int(length)) }

  /// A code for 2^m + 1 symbols of which nothing is known: m bits each, and two of m + 1.
  static func flatLengths(_ symbolCount: Int) -> [UInt8] {
    let bits = UInt8((symbolCount - 1).trailingZeroBitCount)
    return (0..<symbolCount).map { $0 < symbolCount - 2 ? bits : bits + 1 }
  }

  /// The depth of each symbol in Huffman's tree; counts are scaled so that symbols which did not occur
  /// in a sample weigh little.
  private static func huffmanLengths(of counts: UnsafeBufferPointer<UInt32>) -> [UInt8] {
    // Two queues, each in ascending order: leaves, and the nodes made of them.
    let leaves = counts.indices.sorted { counts[$0] < counts[$1] }
    var weights = leaves.map { Int(counts[$0]) * 64 + 1 }
    var parents = [Int](repeating: 0, count: 2 * counts.count - 1)
    var nextLeaf = 0
    var nextNode = counts.count
    while weights.count < parents.count {
      var total = 0
      for _ in 0..<2 {
        let takesLeaf =
          nextLeaf < counts.count
          && (nextNode >= weights.count || weights[nextLeaf] <= weights[nextNode])
        let child = takesLeaf ? nextLeaf : nextNode
        if takesLeaf { nextLeaf += 1 } else { nextNode += 1 }
        total += weights[child]
        parents[child] = weights.count
      }
      weights.append(total)
    }
    var depths = [UInt8](repeating: 0, count: parents.count)
    for node in stride(from: parents.count - 2, through: 0, by: -1) {
      depths[node] = depths[parents[node]] + 1
    }
    var lengths = [UInt8](repeating: 0, count: counts.count)
    for (place, symbol) in leaves.enumerated() { lengths[symbol] = depths[place] }
    return lengths
  }

  /// Hands each symbol's code word to `body`, by length and then by symbol.
  static func forEachWord(
    _ lengths: [UInt8], _ body: (_ symbol: Int, _ word: UInt32, _ length: Int) -> Void
  ) {
    var word: UInt32 = 0
    for length in 1...maximumLength {
      for symbol in lengths.indices where Int(lengths[symbol]) == length {
        var reversed: UInt32 = 0
        for bit in 0..<length where word & (1 << UInt32(length - 1 - bit)) != 0 {
          reversed |= 1 << UInt32(bit)
        }
        body(symbol, reversed, length)
        word += 1
      }
      word <<= 1
    }
  }
}
