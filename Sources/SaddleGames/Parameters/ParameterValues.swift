/// The values of all parameters of one game or method: the user's where set, else the defaults.
public struct ParameterValues: Hashable, Sendable {
  /// The descriptions, in the order in which they are listed.
  public let descriptions: [ParameterDescription]
  private var values: [String: ParameterValue]

  /// Checks what the user set against the descriptions.
  ///
  /// - Parameters:
  ///   - settings: name → text, as after `--set`.
  ///   - descriptions: the parameters that `owner` has.
  ///   - owner: whom messages name ("game 'bilinear'").
  /// - Throws: ``GameError`` that names the parameter, what is wrong and what would be right.
  public init(
    _ settings: [String: String], for descriptions: [ParameterDescription], of owner: String
  ) throws(GameError) {
    self.descriptions = descriptions
    values = [:]
    for description in descriptions { values[description.name] = description.defaultValue }
    for (name, text) in settings.sorted(by: { $0.key < $1.key }) {
      guard let description = descriptions.first(where: { $0.name == name }) else {
        let names = descriptions.map(\.name).joined(separator: ", ")
        throw GameError(
          .unknownParameter, "\(owner) has no parameter '\(name)'",
          hint: names.isEmpty ? "it takes none" : "its parameters are \(names)")
      }
      values[name] = try Self.check(text, as: description, of: owner)
    }
  }

  private static func check(
    _ text: String, as description: ParameterDescription, of owner: String
  ) throws(GameError) -> ParameterValue {
    guard let value = description.defaultValue.parse(text) else {
      throw GameError(
        .invalidParameter, "parameter '\(description.name)' of \(owner) cannot be '\(text)'",
        hint: "give \(description.defaultValue.kind), such as \(description.defaultValue)")
    }
    let number: Double? =
      switch value {
      case .real(let real): real
      case .integer(let integer): Double(integer)
      default: nil
      }
    if let number, !description.range.contains(number) {
      throw GameError(
        .invalidParameter, "parameter '\(description.name)' of \(owner) cannot be \(text)",
        hint: description.summary)
    }
    if case .choice(let word) = value, !description.choices.contains(word) {
      throw GameError(
        .invalidParameter, "parameter '\(description.name)' of \(owner) cannot be '\(word)'",
        hint: "choose one of \(description.choices.joined(separator: ", "))")
    }
    return value
  }

  /// Name and value of every parameter, in listing order.
  public var all: [(name: String, value: ParameterValue)] {
    descriptions.map { ($0.name, values[$0.name] ?? $0.defaultValue) }
  }

  /// The value of a real parameter.
  ///
  /// - Precondition: a parameter of that name and kind is described; so for the other kinds.
  public func real(_ name: String) -> Double {
    guard case .real(let value)? = values[name] else { preconditionFailure("no real '\(name)'") }
    return value
  }

  /// The value of an integer parameter.
  public func integer(_ name: String) -> Int {
    guard case .integer(let value)? = values[name] else {
      preconditionFailure("no integer '\(name)'")
    }
    return value
  }

  /// The value of a flag.
  public func flag(_ name: String) -> Bool {
    guard case .flag(let value)? = values[name] else { preconditionFailure("no flag '\(name)'") }
    return value
  }

  /// The word chosen.
  public func choice(_ name: String) -> String {
    guard case .choice(let word)? = values[name] else {
      preconditionFailure("no choice '\(name)'")
    }
    return word
  }

  /// The value of a list parameter.
  public func list(_ name: String) -> [Double] {
    guard case .list(let value)? = values[name] else { preconditionFailure("no list '\(name)'") }
    return value
  }

  /// The value of a matrix parameter.
  public func matrix(_ name: String) -> [[Double]] {
    guard case .matrix(let rows)? = values[name] else {
      preconditionFailure("no matrix '\(name)'")
    }
    return rows
  }
}
