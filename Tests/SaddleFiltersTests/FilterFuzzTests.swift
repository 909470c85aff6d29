import Foundation
import SaddleFilters
import Testing

@Suite("Filters that nobody would write")
struct FilterFuzzTests {
  private static let pieces = [
    "game", "payoff", ".last", ".at(", ".mean(last ", "3", "0.5", "'x'", "\"y\"", "(", ")", ",",
    "and", "or", "not", "like", "in", "between", "is", "nan", "missing", "=", "!=", "<", ">=", "+",
    "-", "*", "/", ".", "'", "\"", "`", ";", "--", "/*", "😀", "\u{0}", "\n", "ago(", "days", "true",
    "1e999", "99999999999999999999", "proximalGap(0.1)", "%", "ß", "\u{301}", " ",
  ]

  @Test("Any text is read or refused with a place inside it, and never ends the program")
  func texts() {
    var generator = Generator(state: 7)
    var read = 0
    // 5,000, or as Scripts/fuzz says.
    let texts = ProcessInfo.processInfo.environment["SADDLEBAG_FUZZ"].flatMap(Int.init) ?? 5_000
    for _ in 0..<texts {
      let count = Int.random(in: 0...14, using: &generator)
      let text = (0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }
        .joined(separator: Bool.random(using: &generator) ? " " : "")
      do {
        _ = try Filter(parsing: text)
        read += 1
      } catch {
        #expect((0...text.count).contains(error.position), "\(text)")
        #expect(!error.pointer.isEmpty)
      }
      _ = try? FilterColumn.list(parsing: text)
      _ = try? FilterSortKey.list(parsing: text)
    }
    #expect(read > 5)
  }

  @Test("Deep nesting and endless lists are refused, not played until the stack ends")
  func depth() {
    let deep = 20_000
    let texts = [
      String(repeating: "(", count: deep) + "a = 1" + String(repeating: ")", count: deep),
      String(repeating: "(", count: deep), String(repeating: "not ", count: deep) + "a = 1",
      "a = " + Array(repeating: "1", count: deep).joined(separator: " + "),
      Array(repeating: "a = 1", count: deep).joined(separator: " or "),
      "a in (" + Array(repeating: "1", count: deep).joined(separator: ",") + ")",
      "a = " + String(repeating: "(", count: deep) + "1",
    ]
    for text in texts {
      #expect(throws: FilterError.self) { try Filter(parsing: text) }
    }
  }

  @Test("The most that is allowed is read")
  func limits() throws {
    let many = Array(repeating: "a = 1", count: 500).joined(separator: " or ")
    _ = try Filter(parsing: many)
    _ = try Filter(
      parsing: String(repeating: "(", count: 64) + "a = 1" + String(repeating: ")", count: 64))
  }
}

/// SplitMix64.
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
