/// The channels worth looking at: those of a player that move at all, and of a great many a sketch.
///
/// Channels that never move tell nothing and are left out, so that appending them changes nothing.
/// Beyond 64 moving channels, each player's are summed with fixed random signs into 16: distances
/// between steps are kept on average (a count sketch; Charikar, Chen & Farach-Colton 2002), and a
/// single channel that cycles lands in one sum whole.
struct ChannelReduction {
  /// What to analyze.
  let trajectory: Trajectory
  /// Whose its channels are.
  let players: [Range<Int>]
  /// The original channel of each, nil for a sketch.
  let channels: [Int]?

  init(_ original: Trajectory, players: [Range<Int>]) {
    let moving = original.movingChannels
    let kept = players.map { player in player.filter { moving[$0] } }
    let count = kept.reduce(0) { $0 + $1.count }
    let isSketch = count > CycleConstants.mostChannels
    let widths = kept.map { channels in
      isSketch ? min(channels.count, CycleConstants.sketchChannels) : channels.count
    }
    var first = 0
    self.players = widths.filter { $0 > 0 }.map { width in
      defer { first += width }
      return first..<(first + width)
    }
    let flat = kept.flatMap(\.self)
    if isSketch {
      trajectory = original.sketched(kept, widths: widths)
      channels = nil
    } else if flat == Array(0..<original.channelCount) {
      trajectory = original
      channels = flat
    } else {
      trajectory = original.selecting(flat)
      channels = flat
    }
  }
}

extension Trajectory {
  /// Whether each channel ever leaves its first value.
  fileprivate var movingChannels: [Bool] {
    var moving = [Bool](repeating: false, count: channelCount)
    var resting = Array(0..<channelCount)
    var step = 1
    while step < stepCount, !resting.isEmpty {
      resting.removeAll { channel in
        let moves = values[step * channelCount + channel] != values[channel]
        if moves { moving[channel] = true }
        return moves
      }
      step += 1
    }
    return moving
  }

  fileprivate func selecting(_ channels: [Int]) -> Trajectory {
    var result: [Double] = []
    result.reserveCapacity(stepCount * channels.count)
    for step in 0..<stepCount {
      for channel in channels { result.append(values[step * channelCount + channel]) }
    }
    return Trajectory(unchecked: result, channelCount: channels.count)
  }

  /// Sums each player's channels, with signs and places hashed from their numbers.
  fileprivate func sketched(_ kept: [[Int]], widths: [Int]) -> Trajectory {
    var sources: [Int] = []
    var targets: [Int] = []
    var signs: [Double] = []
    var offset = 0
    for (channels, width) in zip(kept, widths) {
      for (place, channel) in channels.enumerated() {
        let place = SketchPlace(of: place, in: width)
        sources.append(channel)
        targets.append(offset + place.index)
        signs.append(place.sign)
      }
      offset += width
    }
    var result = [Double](repeating: 0, count: stepCount * offset)
    values.withUnsafeBufferPointer { values in
      result.withUnsafeMutableBufferPointer { result in
        for step in 0..<stepCount {
          let (row, target) = (step * channelCount, step * offset)
          for index in 0..<sources.count {
            result[target + targets[index]] += signs[index] * values[row + sources[index]]
          }
        }
      }
    }
    return Trajectory(unchecked: result, channelCount: offset)
  }
}
