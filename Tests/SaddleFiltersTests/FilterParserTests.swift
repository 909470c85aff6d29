import SaddleFilters
import Testing

@Suite("Reading filters")
struct FilterParserTests {
  private static func name(
    _ base: String, _ aspect: FilterAspect? = nil, scope: String? = nil
  ) -> FilterOperand {
    .name(FilterName(scope: scope, base: base, aspect: aspect))
  }

  /// The tree without the places it was read from.
  private static func bare(_ filter: Filter) -> Filter {
    switch filter {
    case .all(let parts): .all(parts.map(bare))
    case .any(let parts): .any(parts.map(bare))
    case .not(let part): .not(bare(part))
    case .comparison(let left, let sign, let right): .comparison(bare(left), sign, bare(right))
    case .like(let operand, let pattern): .like(bare(operand), pattern)
    case .isIn(let operand, let values): .isIn(bare(operand), values)
    case .isMissing(let operand): .isMissing(bare(operand))
    case .isNaN(let operand): .isNaN(bare(operand))
    }
  }

  private static func bare(_ operand: FilterOperand) -> FilterOperand {
    switch operand {
    case .literal: operand
    case .name(let name):
      .name(FilterName(scope: name.scope, base: name.base, aspect: name.aspect))
    case .arithmetic(let left, let sign, let right): .arithmetic(bare(left), sign, bare(right))
    }
  }

  private func read(_ text: String) throws -> Filter { Self.bare(try Filter(parsing: text)) }

  private static let small = Filter.comparison(
    name("dualityGap", .last), .less, .literal(.real(0.1)))
  private static let isBilinear = Filter.comparison(
    name("game"), .equal, .literal(.text("bilinear")))

  @Test("AND binds closer than OR, NOT closer than AND, and brackets closest")
  func precedence() throws {
    let (game, gap) = ("game = 'bilinear'", "dualityGap.last < 0.1")
    #expect(
      try read("\(game) or \(gap) and not \(game)")
        == .any([Self.isBilinear, .all([Self.small, .not(Self.isBilinear)])]))
    #expect(
      try read("(\(game) OR \(gap)) And \(game)")
        == .all([.any([Self.isBilinear, Self.small]), Self.isBilinear]))
    #expect(try read("not (\(game) and \(gap))") == .not(.all([Self.isBilinear, Self.small])))
  }

  @Test(
    "Every aspect of a metric is read",
    arguments: [
      ("last", .last), ("FIRST", .first), ("argmin", .argmin), ("argmax", .argmax),
      ("count", .count), ("nans", .nans), ("at(1000)", .at(step: 1000)),
      ("min", .aggregate(.min, .all)), ("max", .aggregate(.max, .all)),
      ("mean", .aggregate(.mean, .all)), ("mean(last 100)", .aggregate(.mean, .last(100))),
      ("min(first 5)", .aggregate(.min, .first(5))),
    ] as [(String, FilterAspect)])
  func aspects(text: String, aspect: FilterAspect) throws {
    #expect(
      try read("payoff.\(text) > 1")
        == .comparison(Self.name("payoff", aspect), .greater, .literal(.integer(1))))
  }

  @Test("Names may have a scope, numbers in brackets, or quotes around anything")
  func names() throws {
    let one = FilterOperand.literal(.integer(1))
    let texts: [(String, FilterOperand)] = [
      ("method.stepSize", Self.name("stepSize", scope: "method")),
      ("proximalGap(0.1).last", Self.name("proximalGap(0.1)", .last)),
      ("proximalGap( 10 ).last", Self.name("proximalGap(10.0)", .last)),
      ("proximalGap(1e-7)", Self.name("proximalGap(1e-07)")),
      ("\"loss/g 😀\".last", Self.name("loss/g 😀", .last)),
      ("`a.b`.min", Self.name("a.b", .aggregate(.min, .all))),
      ("größe", Self.name("größe")),
    ]
    for (text, operand) in texts {
      #expect(try read("\(text) = 1") == .comparison(operand, .equal, one), "\(text)")
    }
  }

  @Test("Values are whole numbers, numbers, texts, truths and ages")
  func literals() throws {
    let values: [(String, FilterLiteral)] = [
      ("3", .integer(3)), ("-3", .integer(-3)), ("18446744073709551615", .unsigned(.max)),
      ("0.5", .real(0.5)), (".5", .real(0.5)), ("-1e-3", .real(-1e-3)), ("2.", .real(2)),
      ("inf", .real(.infinity)), ("'it''s'", .text("it's")), ("\"a 'b'\"", .text("a 'b'")),
      ("TRUE", .truth(true)), ("ago(30 days)", .ago(seconds: 2_592_000)),
      ("ago(1.5h)", .ago(seconds: 5400)),
    ]
    for (text, value) in values {
      #expect(
        try read("a = \(text)") == .comparison(Self.name("a"), .equal, .literal(value)), "\(text)")
    }
    #expect(
      try read("a in (1, 'x', -inf)")
        == .isIn(Self.name("a"), [.integer(1), .text("x"), .real(-.infinity)]))
  }

  @Test("The other tests: LIKE, IN, BETWEEN, IS MISSING, IS NAN, and each of them with NOT")
  func otherTests() throws {
    let a = Self.name("a")
    #expect(try read("a like '%x_'") == .like(a, "%x_"))
    #expect(try read("a not like 'x'") == .not(.like(a, "x")))
    #expect(try read("a not in (1)") == .not(.isIn(a, [.integer(1)])))
    #expect(
      try read("a between 1 and 2")
        == .all([
          .comparison(a, .atLeast, .literal(.integer(1))),
          .comparison(a, .atMost, .literal(.integer(2))),
        ]))
    #expect(try read("a is missing") == .isMissing(a))
    #expect(try read("a is not nan") == .not(.isNaN(a)))
    #expect(try read("a != 1") == .not(.comparison(a, .equal, .literal(.integer(1)))))
    #expect(try read("a <> 1") == read("a != 1") && read("a == 1") == read("a = 1"))
  }

  @Test("Arithmetic binds as in school")
  func arithmetic() throws {
    let (a, b) = (Self.name("a"), Self.name("b"))
    let tenth = FilterOperand.literal(.real(0.1))
    #expect(
      try read("a < 0.1 * b + a")
        == .comparison(a, .less, .arithmetic(.arithmetic(tenth, .times, b), .plus, a)))
    #expect(
      try read("(a - b) / a >= 0.1")
        == .comparison(.arithmetic(.arithmetic(a, .minus, b), .over, a), .atLeast, tenth))
    #expect(try read("a -1 > 0") == read("a - 1 > 0"))
  }

  @Test(
    "An error points at the character",
    arguments: [
      ("", 0), ("game", 4), ("game =", 6), ("game = bilinear", 15), ("game = 'bil", 7),
      ("game ? 1", 5), ("(game = 1", 9), ("game = 1)", 8), ("game = 1 game = 2", 9),
      ("a in 1", 5), ("a in ()", 6), ("a in (b)", 6), ("a like 3", 7), ("a between 1 or 2", 12),
      ("a is 3", 5), ("a.b.c.d = 1", 0), ("payoff.at(x) < 1", 10), ("payoff.mean(1) < 1", 12),
      ("payoff.mean(last 0) < 1", 18), ("started > ago(3 moons)", 16), ("a. = 1", 3),
      ("a not 3", 6), ("😀 = 1", 0), ("a = 1 and", 9),
    ])
  func errors(text: String, position: Int) {
    do {
      let filter = try Filter(parsing: text)
      // A bare word is a name until the store says that it knows none.
      #expect(text == "game = bilinear", "\(filter)")
    } catch {
      #expect(error.position == position, "\(error)")
      #expect(error.source == text)
      #expect(!error.message.hasSuffix("."))
    }
  }

  @Test("The pointer stands under the character, also in a long text of several lines")
  func pointer() {
    let long = String(repeating: "a = 1 and\n", count: 50) + "b ? 3"
    do {
      _ = try Filter(parsing: long)
      Issue.record("it was read")
    } catch {
      let lines = error.pointer.split(separator: "\n")
      #expect(lines.count == 2 && lines[0].count < 120)
      let caret = lines[1].count - 1
      #expect(Array(lines[0])[caret] == "?" && lines[1].last == "^")
    }
  }

  @Test("Sort keys and columns are lists of operands")
  func lists() throws {
    let keys = try FilterSortKey.list(parsing: "payoff.last desc, id ASC, a + b")
    #expect(keys.map(\.isDescending) == [true, false, false])
    let columns = try FilterColumn.list(parsing: "id,  payoff.mean(last 10) , 2 * a")
    #expect(columns.map(\.title) == ["id", "payoff.mean(last 10)", "2 * a"])
    for text in ["", "a,", "a b", "a desc", ",a"] {
      #expect(throws: FilterError.self, "\(text)") { try FilterColumn.list(parsing: text) }
    }
  }
}
