/// Bytes that no encoder wrote.
public struct CodecError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong with them: a clause without a full stop.
  public let message: String

  init(_ message: String) { self.message = message }

  /// The message.
  public var description: String { message }
}
