/// A run that stands still at its end (step 2).
struct SettledRun {
  /// The first step from which every player stays within 1e-6 of its excursion of its end.
  let step: Int

  /// Nil where some player still moves.
  init?(_ trajectory: Trajectory, players: [Range<Int>]) {
    let count = trajectory.stepCount
    let share = Int(CycleConstants.settledShare * Double(count))
    let tail = min(max(share, CycleConstants.settledCount), count)
    for player in players {
      let recent = trajectory.farthest(from: player, in: (count - tail)..<count)
      let excursion = trajectory.farthest(from: player, in: 0..<count)
      let largest = trajectory.largestMagnitude(of: player)
      let allowed = max(
        CycleConstants.settledTolerance * excursion,
        CycleConstants.roundingMultiple * CycleConstants.epsilon * largest)
      if recent > allowed { return nil }
    }
    self.step = players.reduce(0) { latest, player in
      let excursion = trajectory.farthest(from: player, in: 0..<count)
      let allowed = CycleConstants.settledTolerance * excursion
      var step = count
      while step > latest, trajectory.distanceToEnd(player, at: step - 1) <= allowed { step -= 1 }
      return step
    }
  }
}

extension Trajectory {
  /// The first row with a value that is not finite, or beyond 1e100.
  var blowUpStep: Int? {
    let index = values.withUnsafeBufferPointer { values in
      // NaN fails every comparison, so the test is for being inside.
      values.firstIndex { !(abs($0) <= CycleConstants.blowUpMagnitude) }
    }
    return index.map { $0 / channelCount }
  }

  /// How far a step is from the last one, over some channels.
  func distanceToEnd(_ channels: Range<Int>, at step: Int) -> Double {
    values.withUnsafeBufferPointer { values in
      let (row, last) = (step * channelCount, (stepCount - 1) * channelCount)
      var sum = 0.0
      for channel in channels {
        let difference = values[row + channel] - values[last + channel]
        sum += difference * difference
      }
      return sum.squareRoot()
    }
  }

  /// The largest distance to the last step.
  func farthest(from channels: Range<Int>, in steps: Range<Int>) -> Double {
    steps.reduce(0) { max($0, distanceToEnd(channels, at: $1)) }
  }

  /// The largest absolute value of some channels.
  func largestMagnitude(of channels: Range<Int>) -> Double {
    values.withUnsafeBufferPointer { values in
      var largest = 0.0
      for step in 0..<stepCount {
        for channel in channels {
          largest = max(largest, abs(values[step * channelCount + channel]))
        }
      }
      return largest
    }
  }

  /// The run on as many points evenly spaced in another clock, joined by straight lines.
  func resampled(evenlyIn clock: [Double]) -> Trajectory {
    guard stepCount > 1 else { return self }
    var result = [Double](repeating: 0, count: values.count)
    let step = (clock[stepCount - 1] - clock[0]) / Double(stepCount - 1)
    var segment = 0
    for index in 0..<stepCount {
      let time = index == stepCount - 1 ? clock[index] : Double(index) * step + clock[0]
      while segment < stepCount - 2, clock[segment + 1] <= time { segment += 1 }
      let weight = (time - clock[segment]) / max(clock[segment + 1] - clock[segment], 1e-300)
      for channel in 0..<channelCount {
        result[index * channelCount + channel] =
          values[segment * channelCount + channel] * (1 - weight)
          + values[(segment + 1) * channelCount + channel] * weight
      }
    }
    return Trajectory(unchecked: result, channelCount: channelCount)
  }

  init(unchecked values: [Double], channelCount: Int) {
    self.values = values
    self.channelCount = channelCount
    stepCount = values.count / channelCount
  }
}
