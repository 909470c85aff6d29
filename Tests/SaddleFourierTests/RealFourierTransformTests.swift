import SaddleFourier
import Testing

@Suite("The Fourier transform of real signals")
struct RealFourierTransformTests {
  @Test(
    "It is the lower half of the complex one, and its inverse undoes it",
    arguments: [1, 2, 3, 4, 5, 6, 9, 14, 15, 16, 22, 31, 60, 64, 75, 97, 240])
  func halfSpectrum(length: Int) {
    let values = RandomSignal(length, seed: 5).real
    var real = values
    var imaginary = [Double](repeating: 0, count: length)
    FourierTransform(count: length).forward(&real, &imaginary)
    let transform = RealFourierTransform(count: length)
    let spectrum = transform.forward(values)
    #expect(spectrum.real.count == length / 2 + 1 && transform.frequencyCount == length / 2 + 1)
    for k in 0...(length / 2) {
      #expect(abs(spectrum.real[k] - real[k]) < 1e-13)
      #expect(abs(spectrum.imaginary[k] - imaginary[k]) < 1e-13)
    }
    let back = transform.inverse(real: spectrum.real, imaginary: spectrum.imaginary)
    #expect(zip(back, values).allSatisfy { abs($0 - $1) < 4e-15 })
  }

  @Test("The power spectrum's inverse is the autocorrelation")
  func autocorrelation() {
    let values = RandomSignal(40, seed: 6).real
    let padded = values + [Double](repeating: 0, count: 40)
    let transform = RealFourierTransform(count: 80)
    let spectrum = transform.forward(padded)
    let power = zip(spectrum.real, spectrum.imaginary).map { $0 * $0 + $1 * $1 }
    let correlation = transform.inverse(
      real: power, imaginary: [Double](repeating: 0, count: power.count))
    for lag in 0..<40 {
      let direct = (0..<(40 - lag)).reduce(0) { $0 + values[$1] * values[$1 + lag] }
      #expect(abs(correlation[lag] - direct) < 1e-13)
    }
  }
}
