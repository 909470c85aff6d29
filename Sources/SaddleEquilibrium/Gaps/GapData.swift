public import SaddleGames

/// The game as a search sees it, and as its finds are measured.
///
/// A deviation that was searched for on a batch is best on that batch: its payoff there is biased
/// towards a larger gap. So a game that is played on batches is searched on some and measured on
/// others. A game in closed form is its own for both.
public struct GapData: Sendable {
  /// What deviations are searched on.
  public let search: any MinMaxGame
  /// What they are measured on, independent of one another and of `search`; empty: on `search`.
  public let evaluation: [any MinMaxGame]
  /// What a maximizer that answers in earnest maximises: `search` less the penalties that it pays; nil:
  /// it pays none.
  public let answering: (any MinMaxGame)?
  /// What is searched on and measured on, in words.
  public let description: String

  /// A game that is the same at every evaluation.
  public init(_ game: any MinMaxGame) {
    search = game
    answering = nil
    evaluation = []
    description = "exact expectations"
  }

  /// A game on batches.
  public init(
    search: any MinMaxGame, answering: (any MinMaxGame)? = nil, evaluation: [any MinMaxGame],
    description: String
  ) {
    self.search = search
    self.answering = answering
    self.evaluation = evaluation
    self.description = description
  }

  /// The same with the proximal term in the Euclidean norm of the maximizer's parameters.
  public var inParameterNorm: GapData {
    GapData(
      search: ParameterNormGame(search), answering: answering.map { ParameterNormGame($0) },
      evaluation: evaluation.map { ParameterNormGame($0) },
      description: description)
  }

  /// What the search alone sees, in words.
  public var searchDescription: String { evaluation.isEmpty ? description : "one batch" }

  /// The mean of a quantity over the evaluation games, with its bootstrap standard error (1,000
  /// resamples, the same each time); nil where there are fewer than two.
  func mean(of quantity: (any MinMaxGame) -> Double) -> (value: Double, standardError: Double?) {
    let values = (evaluation.isEmpty ? [search] : evaluation).map(quantity)
    let mean = values.reduce(0, +) / Double(values.count)
    guard values.count > 1 else { return (mean, nil) }
    return (mean, bootstrapStandardError(of: values))
  }
}

/// The standard deviation of the mean over 1,000 resamples with replacement (Efron 1979), from a fixed
/// seed.
package func bootstrapStandardError(of values: [Double]) -> Double {
  var random = CounterGenerator(seed: 0, stream: .shuffle)
  let count = UInt64(values.count)
  let means = (0..<1_000).map { _ in
    values.indices.reduce(0) { sum, _ in sum + values[Int(random.next() % count)] }
      / Double(values.count)
  }
  let center = means.reduce(0, +) / Double(means.count)
  let square = means.reduce(0) { $0 + ($1 - center) * ($1 - center) }
  return (square / Double(means.count - 1)).squareRoot()
}
