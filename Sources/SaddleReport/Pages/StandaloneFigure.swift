/// A figure as a file of its own, for pages that cannot hold drawings.
public struct StandaloneFigure: Hashable, Sendable {
  /// The file's name, such as `payoff-1.svg`.
  public let name: String
  /// What it shows.
  public let title: String
  /// The file: an SVG with its style, for light and dark pages, or the picture that a run recorded.
  public let bytes: [UInt8]

  /// A figure of a report; nil if it shows nothing.
  init?(_ figure: ReportFigure) {
    title = figure.title
    switch figure.content {
    case .nothing: return nil
    case .picture(let mediaType, let bytes):
      name = "\(figure.name).\(mediaType == "image/png" ? "png" : "bin")"
      self.bytes = bytes
    case .drawing(let drawing):
      name = figure.name + ".svg"
      let end = drawing.firstIndex(of: ">") ?? drawing.startIndex
      let rest = drawing[drawing.index(after: end)...]
      let style = "\n<style>\n\(CycleStyle.text)\nsvg{background:var(--page)}\n</style>"
      bytes = Array((drawing[...end] + style + rest).utf8)
    }
  }
}
