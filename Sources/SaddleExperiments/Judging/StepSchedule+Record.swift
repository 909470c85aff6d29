public import SaddleCycles
public import SaddleRecording
public import SaddleTraining

extension StepSchedule {
  /// The schedule of a recorded run; nil where its step sizes do not change.
  public init?(of run: RunDescription) {
    func value(_ name: String) -> String? {
      run.methodParameters.first { $0.name == name }?.value
    }
    guard let name = value("schedule"), let horizon = value("scheduleSteps").flatMap(Int.init),
      horizon > 0
    else { return nil }
    self.init(named: name, horizon: horizon)
    if self == .constant { return nil }
  }

  /// The sum of the factors from each sampled step to the next; the last repeats the one before, as no
  /// move after it is seen.
  public func sizes(_ sampling: StepSampling, count: Int) -> [Double] {
    (0..<count).map { index in
      let first = sampling.first + min(index, max(0, count - 2)) * sampling.stride
      return (first..<(first + sampling.stride)).reduce(0) { $0 + factor(at: $1) }
    }
  }
}
