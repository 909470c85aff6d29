import SaddleData
import SaddleGames
public import SaddleRecording

extension TrainingPlan {
  /// The training's own settings, as recorded in the scope `training`.
  func trainingParameters(data: Dataset?) -> [RunParameter] {
    var parameters = [
      RunParameter(name: "steps", value: "\(steps)"),
      RunParameter(name: "noiseDeviation", value: "\(noiseDeviation)"),
      RunParameter(name: "divergenceLimit", value: "\(divergenceLimit)"),
    ]
    if let tolerance { parameters.append(RunParameter(name: "tolerance", value: "\(tolerance)")) }
    for (name, cadence) in [("samplesEvery", samplesEvery), ("qualityEvery", qualityEvery)] {
      guard let cadence, cadence > 0 else { continue }
      parameters.append(RunParameter(name: name, value: "\(cadence)"))
    }
    if let metrics { parameters.append(RunParameter(name: "metrics", value: "\(metrics)")) }
    if let dataSpecification, let data {
      parameters += [
        RunParameter(name: "data", value: dataSpecification),
        RunParameter(name: "dataRows", value: "\(data.rowCount)"),
        RunParameter(name: "dataColumns", value: "\(data.valueCount)"),
        RunParameter(name: "dataDigest", value: data.digest),
      ]
    }
    return parameters
  }

  /// The plan of a recorded run.
  ///
  /// - Throws: ``ExperimentError`` with code `.notResumable` if the record was not made by a
  ///   training of this kind.
  public init(recorded run: RunDescription) throws(ExperimentError) {
    let training = run.trainingParameters.settings
    guard
      let steps = training["steps"].flatMap(Int.init),
      let noise = training["noiseDeviation"].flatMap(Double.init),
      let limit = training["divergenceLimit"].flatMap(Double.init)
    else {
      throw ExperimentError(
        .notResumable, "run '\(run.name)' was not recorded by saddlebag train",
        hint: "only its own program can go on with it or tell how its payoff changes")
    }
    self.init(game: run.game, method: run.method)
    gameSettings = run.gameParameters.settings
    methodSettings = run.methodParameters.settings
    seed = run.seed
    self.steps = steps
    noiseDeviation = noise
    divergenceLimit = limit
    proximalPenalties = run.proximalPenalties
    tolerance = training["tolerance"].flatMap(Double.init)
    metrics = training["metrics"].flatMap(MeasureObserver.Cadence.init)
    parameterPolicy = run.parameterPolicy
    durability = run.durability
    dataSpecification = training["data"]
    samplesEvery = training["samplesEvery"].flatMap(Int.init) ?? 0
    qualityEvery = training["qualityEvery"].flatMap(Int.init) ?? 0
  }
}

extension [RunParameter] {
  /// The texts by name, as games and methods are made from.
  var settings: [String: String] {
    Dictionary(map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
  }
}
