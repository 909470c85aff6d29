import Foundation
import Testing

@testable import SaddleReport

/// Checks what ``Palette`` says of itself, by the published formulas.
@Suite struct PaletteTests {
  private static let visions: [[Double]] = [
    [1, 0, 0, 0, 1, 0, 0, 0, 1],
    [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
    [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
    [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
  ]

  private func linear(_ color: String) -> [Double] {
    let number = Int(color.dropFirst(), radix: 16) ?? 0
    return [number >> 16, number >> 8 & 255, number & 255].map { part in
      let value = Double(part) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
  }

  private func luminance(_ color: String) -> Double {
    let rgb = linear(color)
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]
  }

  private func contrast(_ one: String, _ other: String) -> Double {
    let values = [luminance(one), luminance(other)].sorted()
    return (values[1] + 0.05) / (values[0] + 0.05)
  }

  private func product(_ matrix: [Double], _ vector: [Double]) -> [Double] {
    (0..<3).map { row in (0..<3).reduce(0) { $0 + matrix[3 * row + $1] * vector[$1] } }
  }

  private func oklab(_ color: String, seenWith vision: [Double]) -> [Double] {
    let seen = product(vision, linear(color)).map { max(0, $0) }
    let cones = product(
      [
        0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566,
        0.0883024619, 0.2817188376, 0.6299787005,
      ], seen
    ).map { cbrt($0) }
    return product(
      [
        0.2104542553, 0.7936177850, -0.0040720468, 1.9779984951, -2.4285922050, 0.4505937099,
        0.0259040371, 0.7827717662, -0.8086757660,
      ], cones)
  }

  private func leastDifference(_ colors: ArraySlice<String>) -> Double {
    var least = Double.infinity
    for vision in Self.visions {
      let places = colors.map { oklab($0, seenWith: vision) }
      for (index, one) in places.enumerated() {
        for other in places[(index + 1)...] {
          let square = zip(one, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
          least = min(least, 100 * square.squareRoot())
        }
      }
    }
    return least
  }

  @Test(
    "Colors differ for every kind of color vision and stand out from the page",
    arguments: [(Palette.light, "#ffffff"), (Palette.dark, "#15181c")])
  func differences(colors: [String], page: String) {
    #expect(colors.count == 8)
    #expect(leastDifference(colors[..<4]) >= 15)
    #expect(leastDifference(colors[...]) >= 7)
    for color in colors { #expect(contrast(color, page) >= 3) }
  }

  @Test("The same run has the same class everywhere; beyond eight runs, dashes tell them apart")
  func styles() {
    #expect(Palette.style(of: 0) == "r0")
    #expect(Palette.style(of: 9) == "r1 d1")
    #expect(Set((0..<40).map(Palette.style)).count == 40)
    #expect(Palette.mark(of: 9) == "r1 d1 n9")
    #expect(Palette.mark(of: 1) != Palette.mark(of: 41))
  }
}
