import Foundation

extension Date {
  /// Now, or the instant of `SOURCE_DATE_EPOCH` (reproducible-builds.org), so that the same store makes
  /// a page of the same bytes.
  static var instant: Date {
    let given = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap(Double.init)
    return given.map { Date(timeIntervalSince1970: $0) } ?? .now
  }
}
