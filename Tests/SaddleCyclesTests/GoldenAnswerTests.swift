import Foundation
import SaddleCycles
import Testing

/// One line of `Fixtures/answers.csv` with its series.
struct GoldenAnswer: CustomTestStringConvertible, Sendable {
  let name: String
  let verdict: String
  let period: Double?
  let players: [Range<Int>]
  let hasStepSizes: Bool

  var testDescription: String { name }

  static let all: [GoldenAnswer] = {
    guard let text = try? contents(of: "answers") else { return [] }
    return text.split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      var channel = 0
      let players = fields[4].split(separator: " ").map { width in
        defer { channel += Int(width) ?? 0 }
        return channel..<(channel + (Int(width) ?? 0))
      }
      return GoldenAnswer(
        name: fields[0], verdict: fields[1], period: Double(fields[2]),
        players: players, hasStepSizes: fields[5] == "yes")
    }
  }()

  static func contents(of name: String) throws -> String {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "csv", subdirectory: "Fixtures"))
    return try String(contentsOf: url, encoding: .utf8)
  }

  func analysis() throws -> CycleAnalysis {
    var rows = try Self.contents(of: name).split(separator: "\n").map { line in
      line.split(separator: ",").map { Double($0) ?? .nan }
    }
    let stepSizes = hasStepSizes ? rows.map { $0[$0.count - 1] } : nil
    if hasStepSizes { rows = rows.map { Array($0.dropLast()) } }
    return try CycleAnalysis(Trajectory(rows: rows), players: players, stepSizes: stepSizes)
  }
}

@Suite("Golden answers")
struct GoldenAnswerTests {
  @Test("All series are there")
  func count() { #expect(GoldenAnswer.all.count == 52) }

  @Test("The verdict is that of the independent implementation", arguments: GoldenAnswer.all)
  func verdict(answer: GoldenAnswer) throws {
    let verdict = try answer.analysis().verdict()
    #expect(verdict.kind.rawValue == answer.verdict, "\(verdict.evidence)")
    if let period = answer.period {
      let found = try #require(verdict.period ?? verdict.tentativePeriod)
      #expect(abs(found / period - 1) < 1e-5)
    }
  }
}
