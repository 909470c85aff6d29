/// Which class each sample belongs to.
public struct Labels: Sendable {
  /// The name of each class, in the order of their numbers.
  public let classNames: [String]
  private let classOfRow: @Sendable (Int) -> Int

  /// Labels computed from the row.
  ///
  /// - Precondition: `classOfRow` gives 0 … `classNames.count` − 1.
  public init(classNames: [String], classOfRow: @escaping @Sendable (Int) -> Int) {
    self.classNames = classNames
    self.classOfRow = classOfRow
  }

  /// Labels listed row by row.
  public init(_ classes: [UInt8], classNames: [String]) {
    self.init(classNames: classNames) { Int(classes[$0]) }
  }

  /// The number of classes.
  public var classCount: Int { classNames.count }

  /// Tells by sixteen hexadecimal digits whether the classes of the first `count` rows are the same.
  package func digest(rowCount count: Int) -> String {
    var digest = DataDigest()
    digest.combine(UInt64(classCount))
    for row in 0..<count { digest.combine(UInt64(self[row])) }
    return digest.text
  }

  /// The class of one sample, 0 … ``classCount`` − 1.
  public subscript(row: Int) -> Int { classOfRow(row) }
}
