/// Which steps of a run the rows of a trajectory are: `first`, `first + stride`, and so on.
public struct StepSampling: Hashable, Sendable {
  /// The step of the first row.
  public let first: Int
  /// Steps from one row to the next.
  ///
  /// Above 1, a rotation of fewer than 2·stride steps is folded: it shows with another period, or not
  /// at all.
  public let stride: Int

  /// Every `stride`-th step from `first` on; by default all.
  public init(first: Int = 0, stride: Int = 1) {
    precondition(stride >= 1, "a stride of \(stride) steps does not move on")
    self.first = first
    self.stride = stride
  }

  /// The step of a row, counted from 0.
  func step(of row: Int) -> Int { first + row * stride }
}
