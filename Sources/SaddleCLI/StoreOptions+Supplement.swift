import SaddleEquilibrium
import SaddleExperiments
import SaddleRecording
import SaddleReport
import SaddleStore

extension StoreOptions {
  /// What a report shows of runs besides their histories: time, storage, the last picture of each name
  /// or all of them, at most 24 of a report and 1 MiB each, gaps that were searched for, and pictures of
  /// verdicts on runs that turn.
  func supplement(
    to histories: [RunHistory], newestOnly: Bool = true
  ) throws -> ReportSupplement {
    let store = try openForReading()
    var supplement = ReportSupplement()
    let storage = try store.query("run/storage", rowLimit: .max).rows
    var bytes: [Int64: Int] = [:]
    for row in storage {
      guard case .integer(let id) = row.first else { continue }
      bytes[id] = row.dropFirst(2).reduce(0) { sum, value in
        if case .integer(let count) = value { sum + Int(count) } else { sum }
      }
    }
    for history in histories {
      let run = history.run
      let last = try store.lastStepRecord(of: run.id)
      supplement.costs[run.id] = ReportSupplement.Cost(
        wallSeconds: last?.wallSeconds, storedBytes: bytes[run.id.rawValue])
      supplement.spectra[run.id] = try Self.spectrum(of: run, in: store)
      var pictures = try store.artifacts(of: run.id).filter { $0.mediaType == "image/png" }
      if newestOnly {
        var newest: [String: Artifact] = [:]
        for artifact in pictures {
          let known = newest[artifact.name]
          if (known?.step ?? -1) <= (artifact.step ?? -1) { newest[artifact.name] = artifact }
        }
        pictures = newest.values.sorted { $0.name < $1.name }
      }
      for artifact in pictures where supplement.pictures.count < 24 {
        let content = try store.content(of: artifact)
        guard content.count <= 1 << 20 else { continue }
        supplement.pictures.append(
          ReportSupplement.Picture(
            run: run.id, name: artifact.name, step: artifact.step, mediaType: artifact.mediaType,
            bytes: content))
      }
    }
    for history in histories {
      supplement.resumptions[history.run.id] = try store.resumptions(of: history.run.id)
      supplement.gaps[history.run.id] = try store.gapReadings(of: history.run.id)
    }
    supplement.rotations = try rotations(of: histories, in: store)
    return supplement
  }

  /// The spectrum at the stationary point nearest to a run's last parameters; nil where theory has none.
  private static func spectrum(
    of run: Run, in store: Store
  ) throws -> ReportSupplement.Spectrum? {
    let count = run.description.minimizerCount + run.description.maximizerCount
    guard let last = run.lastStep, count <= TheoryComparison.mostParameters else { return nil }
    var parameters: [Double] = []
    try ParameterSource(run, reader: store).forEachIterate(in: last...last) { parameters = $1 + $2 }
    guard !parameters.isEmpty, let found = RunSpectrum(run.description, near: parameters) else {
      return nil
    }
    let plane = found.plane
    func points(_ numbers: [StabilityPlane.Point]) -> [ReportSupplement.PlanePoint] {
      numbers.map { ReportSupplement.PlanePoint(x: $0.real, y: $0.imaginary) }
    }
    return ReportSupplement.Spectrum(
      isScaled: plane.quantity == .scaledJacobian, eigenvalues: points(plane.eigenvalues),
      boundary: points(plane.boundary), isStableInside: plane.isStableInside,
      rate: plane.prediction.rate, period: plane.prediction.period)
  }
}
