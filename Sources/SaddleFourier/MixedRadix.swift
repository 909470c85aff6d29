/// Stockham's self-sorting transform with radices 4, 2, 3 and 5.
///
/// A stage of radix r takes the remaining length m·r at stride s, from x to y:
/// y[q + s(rp + k)] = w^{pk} Σ_j x[q + s(p + jm)] e^{−2πi jk/r}, w = e^{−2πi/(mr)},
/// and leaves length m at stride rs. No bit reversal is needed. Fours come first, so that from the
/// second stage on the inner loop over q runs through contiguous memory.
/// Source: Van Loan, Computational Frameworks for the Fast Fourier Transform (1992), §1.7.
struct MixedRadix: Sendable {
  struct Stage: Sendable {
    let radix: Int
    /// m.
    let groupCount: Int
    /// s.
    let stride: Int
    /// w^{pk} at (r − 1)·p + k − 1.
    let twiddleReal: [Double]
    let twiddleImaginary: [Double]
  }

  let count: Int
  let stages: [Stage]

  /// Nil if n has a prime factor above 5.
  init?(count: Int) {
    var remaining = count
    var radices: [Int] = []
    for radix in [4, 2, 3, 5] {
      while remaining.isMultiple(of: radix) {
        radices.append(radix)
        remaining /= radix
      }
    }
    guard remaining == 1 else { return nil }
    self.count = count
    let roots = RootsOfUnity(count: count)
    var stages: [Stage] = []
    var length = count
    var stride = 1
    for radix in radices {
      let groupCount = length / radix
      var real = [Double](repeating: 0, count: groupCount * (radix - 1))
      var imaginary = real
      for group in 0..<groupCount {
        for power in 1..<radix {
          let root = group * power * stride
          real[group * (radix - 1) + power - 1] = roots.real[root]
          imaginary[group * (radix - 1) + power - 1] = roots.imaginary[root]
        }
      }
      stages.append(
        Stage(
          radix: radix, groupCount: groupCount, stride: stride, twiddleReal: real,
          twiddleImaginary: imaginary))
      length = groupCount
      stride *= radix
    }
    self.stages = stages
  }

  /// Replaces x by X.
  func forward(_ real: inout [Double], _ imaginary: inout [Double], workspace: inout [Double]) {
    if workspace.count < 2 * count {
      workspace = [Double](repeating: 0, count: 2 * count)
    }
    real.withUnsafeMutableBufferPointer { real in
      imaginary.withUnsafeMutableBufferPointer { imaginary in
        workspace.withUnsafeMutableBufferPointer { workspace in
          guard let realBase = real.baseAddress, let imaginaryBase = imaginary.baseAddress,
            let workBase = workspace.baseAddress
          else { return }
          run(realBase, imaginaryBase, workBase, workBase + count)
        }
      }
    }
  }

  private func run(
    _ real: UnsafeMutablePointer<Double>, _ imaginary: UnsafeMutablePointer<Double>,
    _ workReal: UnsafeMutablePointer<Double>, _ workImaginary: UnsafeMutablePointer<Double>
  ) {
    var source = SplitPointer(real: real, imaginary: imaginary)
    var target = SplitPointer(real: workReal, imaginary: workImaginary)
    for stage in stages {
      switch stage.radix {
      case 4: stage.applyRadix4(from: source, to: target)
      case 2: stage.applyRadix2(from: source, to: target)
      case 3: stage.applyRadix3(from: source, to: target)
      default: stage.applyRadix5(from: source, to: target)
      }
      swap(&source, &target)
    }
    if !stages.count.isMultiple(of: 2) {
      real.update(from: workReal, count: count)
      imaginary.update(from: workImaginary, count: count)
    }
  }
}

/// Where a split complex signal begins.
struct SplitPointer {
  let real: UnsafeMutablePointer<Double>
  let imaginary: UnsafeMutablePointer<Double>
}
