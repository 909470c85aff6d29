public import SaddleTensor

/// A player's function of a batch, with its parameters declared.
public struct Network {
  private let apply: (Tensor) -> Tensor

  /// Wraps a function whose parameters are declared already.
  public init(_ apply: @escaping (Tensor) -> Tensor) { self.apply = apply }

  /// Applies it to a batch.
  public func callAsFunction(_ batch: Tensor) -> Tensor { apply(batch) }

  /// This network, then another function.
  public func then(_ next: @escaping (Tensor) -> Tensor) -> Network {
    Network { next(apply($0)) }
  }
}
