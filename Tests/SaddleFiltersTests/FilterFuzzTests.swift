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

  @Test("Sentences of the grammar are read, and with a word changed read or refused likewise")
  func sentences() {
    var generator = Generator(state: 8)
    var isRead = [true: 0, false: 0]
    let texts = ProcessInfo.processInfo.environment["SADDLEBAG_FUZZ"].flatMap(Int.init) ?? 5_000
    for round in 0..<texts {
      var words = Self.sentence(depth: 4, using: &generator)
      if round % 4 > 0 {
        let index = words.indices.randomElement(using: &generator) ?? 0
        switch round % 4 {
        case 1: words[index] = Self.pieces.randomElement(using: &generator) ?? ""
        case 2: words.remove(at: index)
        default: words.insert(Self.pieces.randomElement(using: &generator) ?? "", at: index)
        }
      }
      let text = words.joined(separator: " ")
      do {
        _ = try Filter(parsing: text)
        isRead[true, default: 0] += 1
      } catch {
        isRead[false, default: 0] += 1
        #expect(round % 4 > 0 && (0...text.count).contains(error.position), "\(text)")
        #expect(!error.pointer.isEmpty)
      }
    }
    #expect((isRead[true] ?? 0) > texts / 4 && (isRead[false] ?? 0) > texts / 10)
  }

  private static func sentence(depth: Int, using generator: inout Generator) -> [String] {
    func one(_ choices: [String]) -> String { choices.randomElement(using: &generator) ?? "" }
    func operand(_ depth: Int) -> [String] {
      if depth > 0, Int.random(in: 0..<4, using: &generator) == 0 {
        return ["("] + operand(depth - 1) + [one(["+", "-", "*", "/"])] + operand(depth - 1) + [")"]
      }
      return [
        one([
          "payoff.last", "payoff.at(3)", "payoff.mean(last 10)", "stepSize", "game", "'🐎'", "-3",
          "1e999", "proximalGap(0.1).min", "\"<b>'x\".nans", "method.stepSize", "ago(3 days)",
          "true",
        ])
      ]
    }
    if depth > 0, Bool.random(using: &generator) {
      let (left, right) = (
        sentence(depth: depth - 1, using: &generator), sentence(depth: depth - 1, using: &generator)
      )
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: return ["("] + left + [")", "or", "("] + right + [")"]
      case 1: return ["not", "("] + left + [")", "and", "("] + right + [")"]
      default: return ["("] + left + [")"]
      }
    }
    let left = operand(2)
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: return left + [one(["in ('a', 2)", "between 1 and 2", "not in (true)"])]
    case 1: return left + [one(["is missing", "is not nan"])]
    case 2: return left + ["like", "'%;--%'"]
    default: return left + [one(["=", "!=", "<", ">="])] + operand(2)
    }
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
