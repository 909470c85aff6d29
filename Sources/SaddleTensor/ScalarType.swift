/// The numbers that a tensor holds.
public enum ScalarType: Hashable, Sendable, CustomStringConvertible {
  /// IEEE 754 binary32: what neural games train in.
  case float32
  /// IEEE 754 binary64: what closed forms, derivatives and small games are checked in.
  case float64

  /// The bytes of one number: 4 or 8.
  public var byteCount: Int { self == .float32 ? 4 : 8 }

  /// "float32" or "float64".
  public var description: String { self == .float32 ? "float32" : "float64" }
}
