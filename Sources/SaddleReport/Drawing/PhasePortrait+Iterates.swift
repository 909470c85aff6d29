extension PhasePortrait {
  /// The most iterates that the page's slider goes through.
  private static let mostIterates = 240

  /// What the page's script needs to move a dot along the path and to say where it is: the frame in the
  /// drawing, the values at its edges, and of iterates spread evenly over the run, the first and the last
  /// among them, step and place in the drawing.
  ///
  /// Each is an iterate of the record: between them nothing is made up. About 3 kB.
  var iterateAttributes: KeyValuePairs<String, String> {
    let count = path.points.count
    let shown = min(count, Self.mostIterates)
    let indices = (0..<shown).map { shown > 1 ? $0 * (count - 1) / (shown - 1) : 0 }
    let places = indices.filter { path.points[$0].isFinite }.map { index in
      "\(path.steps[index]) \(SVGDocument.pair(place(path.points[index])))"
    }
    let edges = [frame.across.lower, frame.across.upper, frame.up.lower, frame.up.upper]
    return [
      "class": "portrait", "data-frame": area.text,
      "data-plane": edges.map(\.description).joined(separator: " "),
      "data-iterates": places.joined(separator: " "),
    ]
  }
}
