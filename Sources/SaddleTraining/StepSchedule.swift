import RealModule

/// How step sizes change over a run: the factor at step t for a horizon of T steps.
public enum StepSchedule: Hashable, Sendable {
  /// 1.
  case constant
  /// max(0, 1 − t/T): straight down to 0.
  case linear(horizon: Int)
  /// ½(1 + cos πt/T), and 0 from T on (Loshchilov & Hutter 2017, without restarts).
  case cosine(horizon: Int)
  /// 1/(1 + t/T): half at T; its sum is infinite and that of its squares finite (Robbins & Monro 1951).
  case inverseTime(horizon: Int)

  /// The names by which users choose one.
  static let names = ["constant", "linear", "cosine", "inverse-time"]

  /// The schedule of a name; constant for a name that is none.
  public init(named name: String, horizon: Int) {
    switch name {
    case "linear": self = .linear(horizon: horizon)
    case "cosine": self = .cosine(horizon: horizon)
    case "inverse-time": self = .inverseTime(horizon: horizon)
    default: self = .constant
    }
  }

  /// What step sizes are multiplied by at a step, counted from 0.
  public func factor(at step: Int) -> Double {
    switch self {
    case .constant: 1
    case .linear(let horizon): max(0, 1 - Double(step) / Double(horizon))
    case .cosine(let horizon):
      step >= horizon ? 0 : (1 + Double.cos(.pi * Double(step) / Double(horizon))) / 2
    case .inverseTime(let horizon): 1 / (1 + Double(step) / Double(horizon))
    }
  }
}
