import Testing

@testable import SaddleReport

@Suite struct AxisScaleTests {
  private static let greatest = Double.greatestFiniteMagnitude
  private static let tiny = Double.leastNonzeroMagnitude

  /// Ranges that break careless axes, then random ones of any magnitude.
  static var ranges: [ClosedRange<Double>] {
    var ranges: [ClosedRange<Double>] = [
      0...0, 1...1, -1...1, 0...1, 0...tiny, -tiny...tiny, tiny...(3 * tiny), 1e-300...1e300,
      -greatest...greatest, 0...greatest, (greatest / 2)...greatest, 1...1.0.nextUp,
      1e15...(1e15 + 1), -1e-300...0, 0.1...0.3, 1e9...1.000_000_1e9, -1e300...(-1e-300),
      1e-300...1.001e-300, greatest...greatest,
    ]
    var random = SeededGenerator(state: 4)
    while ranges.count < 400 {
      let (one, other) = (Double(bitPattern: random.next()), Double(bitPattern: random.next()))
      if one.isFinite, other.isFinite { ranges.append(min(one, other)...max(one, other)) }
      let near = Double.random(in: -10...10, using: &random)
      ranges.append(near...(near + Double.random(in: 0...20, using: &random)))
    }
    return ranges
  }

  private func check(_ scale: AxisScale, covers values: [Double]) {
    #expect((3...10).contains(scale.ticks.count), "\(scale)")
    let places = scale.ticks.map(\.fraction)
    #expect(places.allSatisfy { (-1e-9...(1 + 1e-9)).contains($0) }, "\(places)")
    #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 }, "\(places)")
    #expect(Set(scale.ticks.map(\.label)).count == scale.ticks.count, "\(scale.ticks)")
    for value in values {
      let place = scale.fraction(of: value)
      #expect(place.map { (0...1).contains($0) } == true, "\(value) stands at \(place ?? .nan)")
    }
  }

  @Test(
    "A linear axis covers any range with three to ten ticks of different names", arguments: ranges)
  func linear(range: ClosedRange<Double>) {
    check(.linear(covering: range), covers: [range.lowerBound, range.upperBound])
  }

  @Test("So does a logarithmic axis, over any positive range", arguments: ranges)
  func logarithmic(range: ClosedRange<Double>) {
    let bounds = [range.lowerBound.magnitude, range.upperBound.magnitude].map { max($0, 1e-300) }
    let positive = min(bounds[0], bounds[1])...max(bounds[0], bounds[1])
    check(.logarithmic(covering: positive), covers: bounds)
  }

  @Test(
    "So does a signed logarithmic axis, where it is used: over three decades and more",
    arguments: ranges)
  func signedLogarithmic(range: ClosedRange<Double>) {
    let magnitude = max(range.lowerBound.magnitude, range.upperBound.magnitude, 1e-200)
    let wide = min(range.lowerBound, 0)...max(range.upperBound, 1e-200)
    check(
      .signedLogarithmic(covering: wide, threshold: magnitude * 1e-4),
      covers: [wide.lowerBound, 0, wide.upperBound])
  }

  @Test("Ticks are 1-2-5 multiples with short names")
  func niceTicks() {
    #expect(
      AxisScale.linear(covering: 0...1).ticks.map(\.label) == [
        "0", "0.2", "0.4", "0.6", "0.8", "1",
      ])
    #expect(AxisScale.linear(covering: -2e-7...2e-7).ticks.map(\.label).first == "−2×10⁻⁷")
    #expect(
      AxisScale.logarithmic(covering: 1e-3...1e2).ticks.map(\.label)
        == ["0.001", "0.01", "0.1", "1", "10", "100"])
    #expect(
      AxisScale.logarithmic(covering: 1e-12...1).ticks.map(\.label)
        == ["10⁻¹²", "10⁻¹⁰", "10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "1"])
    #expect(
      AxisScale.signedLogarithmic(covering: -1e6...1e6, threshold: 1).ticks.map(\.label)
        == ["−10⁶", "−10⁴", "−10²", "0", "10²", "10⁴", "10⁶"])
  }

  @Test(
    "The axis of steps has ticks at whole steps only",
    arguments: [0...0, 0...1, 0...7, 0...20_000, 812...812, 999_990...1_000_010])
  func steps(range: ClosedRange<Int>) {
    let scale = AxisScale.steps(range)
    #expect(!scale.ticks.isEmpty && scale.ticks.count <= 10)
    #expect(!scale.ticks.contains { $0.label.contains(".") })
    #expect(scale.fraction(of: Double(range.lowerBound)) == 0)
  }

  @Test("What has no place on an axis gets none")
  func placeless() {
    let log = AxisScale.logarithmic(covering: 1...10)
    #expect(log.fraction(of: 0) == nil && log.fraction(of: -1) == nil)
    #expect(log.isBelow(0) && log.isBelow(-1) && !log.isBelow(1e-12))
    let linear = AxisScale.linear(covering: 0...1)
    #expect(linear.fraction(of: .nan) == nil && linear.fraction(of: .infinity) == nil)
    #expect(linear.isBelow(-.infinity) && !linear.isBelow(-1) && !linear.isBelow(.nan))
  }

  @Test("A nice step is the largest of 1, 2 and 5 times a power of ten that fits")
  func niceStep() {
    var random = SeededGenerator(state: 5)
    for _ in 0..<1_000 {
      let limit = Double.random(in: 1e-5...1e5, using: &random)
      let step = NiceStep(atMost: limit)
      #expect([1, 2, 5].contains(step.mantissa))
      #expect(step.value <= limit && limit < 2.5 * step.value * (1 + 1e-12))
    }
    #expect(NiceStep(atMost: 0.3).multiples(in: 0...1) == [0, 0.2, 0.4, 0.6, 0.8, 1])
  }
}
