import Foundation

extension Int {
  /// With commas between thousands: `20,000`.
  var grouped: String {
    var digits = Array(String(magnitude))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: index)
      index -= 3
    }
    return (self < 0 ? "-" : "") + String(digits)
  }
}

extension Double {
  /// Four significant digits, for people.
  var brief: String { String(format: "%.4g", self) }

  /// Seconds in words: `42 s`, `3 min 20 s`, `2 h 5 min`.
  var duration: String {
    let seconds = Int(rounded())
    return switch seconds {
    case ..<10: String(format: "%.2g s", self)
    case ..<60: "\(seconds) s"
    case ..<3600: "\(seconds / 60) min \(seconds % 60) s"
    default: "\(seconds / 3600) h \(seconds / 60 % 60) min"
    }
  }
}
