import SaddleRecording

extension ReportContent {
  /// What each run took; nothing where that is not known.
  var costSection: ReportSection? {
    let rows = comparison.runs.enumerated().compactMap { index, run -> [ReportTable.Cell]? in
      guard let cost = supplement.costs[run.run.id] else { return nil }
      let perStep = cost.wallSeconds.flatMap { seconds in
        run.run.lastStep.flatMap { $0 > 0 ? seconds / Double($0) * 1e6 : nil }
      }
      let megabytes = cost.storedBytes.map { Double($0) / 1_048_576 }
      return [ReportTable.Cell(run.label, run: index), .init(count: run.run.stepCount)]
        + [cost.wallSeconds, perStep, megabytes].map { ReportTable.Cell($0, digits: 3) }
    }
    guard !rows.isEmpty else { return nil }
    return ReportSection(
      id: "cost", heading: "Time and storage",
      blocks: [
        .table(
          ReportTable(
            columns: [.init("run")]
              + ["steps", "seconds", "µs per step", "MiB, about"].map {
                .init($0, isNumber: true)
              }, rows: rows, sql: FigureSQL.costs(of: ids)))
      ])
  }

  /// The pictures that runs recorded, such as grids of samples.
  var pictureSection: ReportSection? {
    guard !supplement.pictures.isEmpty else { return nil }
    let figures = supplement.pictures.enumerated().map { place, picture in
      let index = comparison.runs.firstIndex { $0.run.id == picture.run }
      let label = index.map { comparison.runs[$0].label } ?? "#\(picture.run)"
      let step = picture.step.map { ", step \(NumberText.count($0))" } ?? ""
      return ReportFigure(
        "picture-\(picture.run)-\(place + 1)", "\(label): \(picture.name)\(step)", run: index,
        mediaType: picture.mediaType, bytes: picture.bytes, sql: FigureSQL.picture(picture))
    }
    return ReportSection(
      id: "samples", heading: "Samples", layout: .triples,
      blocks: [
        .prose("The last picture of each name that the runs recorded."), .figures(figures),
      ])
  }
}
