/// Thins series for drawing without losing what the eye would see.
enum Downsampling {
  /// The points to draw of a series: in each of `buckets` equal parts of the axis of steps, the
  /// first, the least, the greatest and the last.
  ///
  /// No spike is lost, as a pixel column shows a line through its points as the bar from the least
  /// to the greatest (M4: Jugel, Jerzak, Hackenbroich & Markl 2014, doi:10.14778/2732951.2732953).
  /// One pass; at most four points per bucket.
  ///
  /// - Parameters:
  ///   - steps: the steps, ascending.
  ///   - range: the steps at the ends of the axis.
  ///   - buckets: the number of parts.
  ///   - height: what is drawn at an index; nil or NaN where nothing is.
  /// - Returns: the indices in pieces: lines are drawn within a piece, and none where points that
  ///   are not drawn lie between two buckets.
  static func pieces(
    steps: [Int], over range: ClosedRange<Int>, buckets: Int, height: (Int) -> Double?
  ) -> [[Int]] {
    let scale = Double(buckets) / Double(max(1, range.upperBound - range.lowerBound))
    var pieces: [[Int]] = []
    var piece: [Int] = []
    var bucket: Bucket?
    var hasGap = false
    for (index, step) in steps.enumerated() {
      guard let value = height(index), !value.isNaN else {
        hasGap = true
        continue
      }
      let place = min(buckets - 1, Int(Double(step - range.lowerBound) * scale))
      if bucket?.place == place {
        bucket?.add(index, value)
      } else {
        if let bucket { piece += bucket.indices }
        if hasGap, !piece.isEmpty {
          pieces.append(piece)
          piece = []
        }
        bucket = Bucket(place: place, index: index, value: value)
      }
      hasGap = false
    }
    if let bucket { piece += bucket.indices }
    if !piece.isEmpty { pieces.append(piece) }
    return pieces
  }

  /// The parts of the axis of steps, merged where they touch, in which some point has a property.
  static func spans(
    steps: [Int], over range: ClosedRange<Int>, buckets: Int, where holds: (Int) -> Bool
  ) -> [Range<Int>] {
    let scale = Double(buckets) / Double(max(1, range.upperBound - range.lowerBound))
    var spans: [Range<Int>] = []
    for (index, step) in steps.enumerated() where holds(index) {
      let place = min(buckets - 1, Int(Double(step - range.lowerBound) * scale))
      if let last = spans.last, place <= last.upperBound {
        spans[spans.count - 1] = last.lowerBound..<max(last.upperBound, place + 1)
      } else {
        spans.append(place..<(place + 1))
      }
    }
    return spans
  }

  private struct Bucket {
    let place: Int
    var first: Int
    var least: (index: Int, value: Double)
    var greatest: (index: Int, value: Double)
    var last: Int

    init(place: Int, index: Int, value: Double) {
      self.place = place
      first = index
      least = (index, value)
      greatest = (index, value)
      last = index
    }

    mutating func add(_ index: Int, _ value: Double) {
      if value < least.value { least = (index, value) }
      if value > greatest.value { greatest = (index, value) }
      last = index
    }

    /// Ascending, each once.
    var indices: [Int] {
      var indices = [first]
      for index in [least.index, greatest.index].sorted() + [last] where index > indices.last ?? -1
      {
        indices.append(index)
      }
      return indices
    }
  }
}
