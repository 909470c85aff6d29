import RealModule
import SaddleGames
import Testing

@testable import SaddleEquilibrium

@Suite struct LanczosTests {
  @Test("Ends of a spectrum over ten decades are the dense ones", arguments: [false, true])
  func decades(isSingle: Bool) throws {
    let count = 120
    let spectrum = (0..<count).map { Double.pow(10, -10 * Double($0) / Double(count - 1)) }
    var random = CounterGenerator(seed: 4, stream: .start)
    let reflector = VectorStackTests.vector(count, &random)
    let square = reflector.reduce(0) { $0 + $1 * $1 }
    func reflect(_ u: [Double]) -> [Double] {
      let share = 2 * zip(reflector, u).reduce(0) { $0 + $1.0 * $1.1 } / square
      return zip(u, reflector).map { $0 - share * $1 }
    }
    let lanczos = Lanczos(stepLimit: count, tolerance: 1e-12, isSingle: isSingle)
    let found = try #require(
      lanczos.extremes(from: VectorStackTests.vector(count, &random)) { u in
        reflect(zip(reflect(u), spectrum).map { $0 * $1 })
      })
    #expect(abs(found.greatest.value - 1) <= (isSingle ? 1e-7 : 1e-12))
    #expect(abs(found.least.value - 1e-10) <= (isSingle ? 1e-7 : 1e-12))
  }

  @Test("A question that one eigenvalue answers ends the process")
  func enough() throws {
    var products = 0
    let lanczos = Lanczos(stepLimit: 200, tolerance: 0, isSingle: false)
    let found = try #require(
      lanczos.extremes(
        from: [Double](repeating: 1, count: 200), isEnough: { $1.value > 100 },
        product: { u in
          products += 1
          return u.enumerated().map { Double($0.offset) * $0.element }
        }))
    #expect(found.greatest.value > 100 && !found.isConverged)
    #expect(products <= 8)
  }
}
