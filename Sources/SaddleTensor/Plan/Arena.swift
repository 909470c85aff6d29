/// Where each intermediate result stands in a plan's memory: the smallest free gap that holds it, freed
/// after its last use.
struct Arena {
  private(set) var byteCount = 0
  private var gaps: [Range<Int>] = []
  private var releases: [Int: [Range<Int>]] = [:]

  /// Reserves bytes until after step `last`; nil keeps them for good.
  mutating func reserve(_ bytes: Int, until last: Int?) -> Int {
    let size = (bytes + 63) / 64 * 64
    let range: Range<Int>
    if let best = gaps.indices.filter({ gaps[$0].count >= size }).min(by: {
      gaps[$0].count < gaps[$1].count
    }) {
      range = gaps[best].lowerBound..<(gaps[best].lowerBound + size)
      if gaps[best].count == size {
        gaps.remove(at: best)
      } else {
        gaps[best] = range.upperBound..<gaps[best].upperBound
      }
    } else {
      range = byteCount..<(byteCount + size)
      byteCount += size
    }
    if let last { releases[last, default: []].append(range) }
    return range.lowerBound
  }

  /// Frees what step `step` was the last to read, and joins neighboring gaps.
  mutating func finish(step: Int) {
    gaps += releases.removeValue(forKey: step) ?? []
    gaps.sort { $0.lowerBound < $1.lowerBound }
    var joined: [Range<Int>] = []
    for gap in gaps {
      if let last = joined.last, last.upperBound == gap.lowerBound {
        joined[joined.count - 1] = last.lowerBound..<gap.upperBound
      } else {
        joined.append(gap)
      }
    }
    gaps = joined
  }
}
