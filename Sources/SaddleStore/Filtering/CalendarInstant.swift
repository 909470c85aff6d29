/// Dates as people write them in filters.
enum CalendarInstant {
  /// Unix seconds of `2026-11-01`, `2026-11-01 12:30`, `2026-11-01T12:30:15Z`, in UTC; nil for
  /// anything else.
  static func seconds(of text: String) -> Double? {
    let halves = text.split(maxSplits: 1, omittingEmptySubsequences: false) {
      $0 == "T" || $0 == " "
    }
    guard let date = halves.first.flatMap({ numbers(String($0), by: "-") }), date.count == 3,
      date[0] >= 1, date[0] <= 9999, (1...12).contains(date[1]),
      (1...days(inMonth: date[1], of: date[0])).contains(date[2])
    else { return nil }
    let midnight = Double(day(date[0], date[1], date[2])) * 86_400
    guard halves.count == 2 else { return midnight }
    let clock = halves[1].hasSuffix("Z") ? halves[1].dropLast() : halves[1]
    guard let time = numbers(String(clock), by: ":"), time.count == 2 || time.count == 3,
      time[0] < 24, time[1] < 60, time.count == 2 || time[2] < 60
    else { return nil }
    return midnight + Double(time[0] * 3600 + time[1] * 60 + (time.count == 3 ? time[2] : 0))
  }

  private static func numbers(_ text: String, by separator: Character) -> [Int]? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.count <= 4 && part.allSatisfy { ("0"..."9").contains($0) } ? Int(part) : nil
    }
    return numbers.count == parts.count ? numbers : nil
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
    return [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// Days since 1970-01-01 in the Gregorian calendar (Howard Hinnant, *days_from_civil*).
  private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
