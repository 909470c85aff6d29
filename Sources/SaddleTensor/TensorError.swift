/// Why an expression cannot be compiled: the first mistake made while it was traced.
public struct TensorError: Error, Hashable, Sendable {
  /// What kind of mistake it is.
  public enum Code: Sendable {
    /// Two shapes do not fit the operation, or one shape does not fit its arguments.
    case shapeMismatch
    /// The operands have different scalar types.
    case typeMismatch
    /// An axis, index, stride or count is out of range.
    case invalidArgument
    /// The tensors were traced in different graphs.
    case foreignTensor
    /// A result and the memory it should go to do not fit.
    case invalidOutput
  }

  /// What kind of mistake it is.
  public let code: Code
  /// One sentence without a full stop: the operation, the shapes, and where each operand was made.
  public let message: String
  /// The next move to try; nil if there is none to give.
  public let hint: String?

  /// Describes a mistake.
  public init(_ code: Code, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }
}

/// Where in the caller's source a tensor was made.
///
/// Operators cannot take `#fileID`, so a result of an operator stands where its left operand stood:
/// in `x.matmul(w) + b` that is the line of the call to `matmul`.
struct SourceLine: CustomStringConvertible {
  let fileID: StaticString
  let line: UInt

  var description: String { "\(fileID):\(line)" }
}
