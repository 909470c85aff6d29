/// The three partials of ⟨x ⋆ w, y⟩, image by image.
struct PlainConvolution<Scalar: PlainScalar> {
  private let window: Window

  init(_ window: Window) { self.window = window }

  func result(_ x: [Scalar], _ w: [Scalar]) -> [Scalar] {
    let kernel = PlainMatrix((w, [window.windowCount, window.outputChannels]))
    return (0..<window.batch).flatMap { windows(x, $0).chains(kernel) }
  }

  func image(_ w: [Scalar], _ y: [Scalar]) -> [Scalar] {
    window.gathers ? gathered(w, y) : scattered(w, y)
  }

  /// Each pixel one chain over the results that it is under, and their channels.
  private func gathered(_ w: [Scalar], _ y: [Scalar]) -> [Scalar] {
    let kernel = PlainMatrix((w, [window.windowCount, window.outputChannels]))
    return (0..<window.batch).flatMap { n -> [Scalar] in
      let results = results(y, n)
      var image = [Scalar](repeating: 0, count: window.height * window.width * window.channels)
      // Places stand in order, so each pixel meets them in order.
      for (index, position) in positions.enumerated() {
        guard let position else { continue }
        let (place, k) = index.quotientAndRemainder(dividingBy: window.windowCount)
        for o in 0..<window.outputChannels {
          image[position].addProduct(results[place, o], kernel[k, o])
        }
      }
      return image
    }
  }

  /// Each window's product added to the pixels under it.
  private func scattered(_ w: [Scalar], _ y: [Scalar]) -> [Scalar] {
    let transposed = PlainMatrix(
      (w, [window.windowCount, window.outputChannels]), transposed: true)
    return (0..<window.batch).flatMap { n -> [Scalar] in
      let parts = results(y, n).chains(transposed)
      var image = [Scalar](repeating: 0, count: window.height * window.width * window.channels)
      for (part, position) in zip(parts, positions) {
        if let position { image[position] += part }
      }
      return image
    }
  }

  func kernel(_ x: [Scalar], _ y: [Scalar]) -> [Scalar] {
    var kernel = [Scalar](repeating: 0, count: window.windowCount * window.outputChannels)
    for n in 0..<window.batch {
      let rows = windows(x, n)
      let columns = results(y, n)
      for k in 0..<window.windowCount {
        for o in 0..<window.outputChannels {
          for place in 0..<window.places {
            kernel[k * window.outputChannels + o].addProduct(rows[place, k], columns[place, o])
          }
        }
      }
    }
    return kernel
  }

  /// Where in its image each element of each window stands; nil in the padding.
  private var positions: [Int?] {
    (0..<window.outputHeight).flatMap { p in
      (0..<window.outputWidth).flatMap { q in
        (0..<window.kernelHeight).flatMap { i in
          (0..<window.kernelWidth).flatMap { j in
            (0..<window.channels).map { c -> Int? in
              let y = p * window.stride - window.padding + i
              let x = q * window.stride - window.padding + j
              guard (0..<window.height).contains(y), (0..<window.width).contains(x) else {
                return nil
              }
              return (y * window.width + x) * window.channels + c
            }
          }
        }
      }
    }
  }

  private func windows(_ x: [Scalar], _ n: Int) -> PlainMatrix<Scalar> {
    let start = n * window.height * window.width * window.channels
    let values = positions.map { $0.map { x[start + $0] } ?? 0 }
    return PlainMatrix((values, [window.places, window.windowCount]))
  }

  private func results(_ y: [Scalar], _ n: Int) -> PlainMatrix<Scalar> {
    let size = window.places * window.outputChannels
    return PlainMatrix(
      (Array(y[(n * size)..<((n + 1) * size)]), [window.places, window.outputChannels]))
  }
}
