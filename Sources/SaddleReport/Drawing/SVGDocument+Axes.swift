extension SVGDocument {
  /// Draws what an axis of heights needs: a grid line and a label for each tick, and the line below
  /// the area.
  mutating func heightAxis(_ scale: AxisScale, in area: PlotArea) {
    for tick in scale.ticks {
      let y = area.bottom - tick.fraction * area.height
      line(from: .init(x: area.left, y: y), to: .init(x: area.right, y: y), class: "grid")
      text(tick.label, at: .init(x: area.left - 6, y: y + 3.6), class: "tick end")
    }
    line(
      from: .init(x: area.left, y: area.bottom), to: .init(x: area.right, y: area.bottom),
      class: "axis")
  }

  /// Draws the ticks of an axis below the area, without the labels that would cover the one before.
  mutating func acrossAxis(_ scale: AxisScale, in area: PlotArea) {
    var end = -Double.infinity
    for tick in scale.ticks {
      let x = area.left + tick.fraction * area.width
      let half = LabelPlacement.width(of: tick.label, fontSize: 10.5) / 2
      let isFree = x - half > end
      if isFree { end = x + half + 2 }
      self.tick(isFree ? tick.label : "", at: x, below: area)
    }
  }

  /// Draws one tick below the area, with its label.
  mutating func tick(_ label: String, at x: Double, below area: PlotArea) {
    line(from: .init(x: x, y: area.bottom), to: .init(x: x, y: area.bottom + 4), class: "axis")
    text(label, at: .init(x: x, y: area.bottom + 16), class: "tick middle")
  }
}
