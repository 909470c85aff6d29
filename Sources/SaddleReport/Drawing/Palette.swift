/// The colors of runs: the same run has the same color in every figure of a report.
///
/// Eight colors, then the same with four kinds of dashes. They were chosen by search so that any two of the first
/// four differ by at least 15 (of 100, in OKLab), any two of the eight by 7, as seen with normal
/// vision, protanopia, deuteranopia and tritanopia (Machado, Oliveira & Fernandes 2009,
/// doi:10.1109/TVCG.2009.113), and stand out from the page by at least 3 : 1.
enum Palette {
  /// On a white page.
  static let light = [
    "#0071F5", "#E37826", "#0A522F", "#B71891", "#826836", "#323131", "#1D6172", "#A682E0",
  ]
  /// On a dark page.
  static let dark = [
    "#1676F6", "#F65400", "#ACFBE0", "#A06396", "#FBC50A", "#ACADA9", "#7BCBF0", "#A982D9",
  ]

  /// The CSS classes of a run's marks, by its index in the report.
  static func style(of run: Int) -> String {
    let slot = "r\(run % light.count)"
    let dash = run / light.count % dashes
    return dash == 0 ? slot : "\(slot) d\(dash)"
  }

  /// The CSS classes of marks that its switch hides: its style, and a name that no other run has.
  static func mark(of run: Int) -> String { "\(style(of: run)) n\(run)" }

  /// Kinds of lines, the solid one among them.
  private static let dashes = 5

  /// The variables `--r0` … of a page's color scheme.
  static func variables(_ colors: [String]) -> String {
    colors.enumerated().map { "--r\($0.offset):\($0.element);" }.joined()
  }

  /// The rules that give each class its color.
  static var rules: String {
    light.indices.map { ".r\($0){--run:var(--r\($0))}" }.joined(separator: "\n")
  }
}
