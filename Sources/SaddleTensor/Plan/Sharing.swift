import CSaddleKernels

/// Which instructions of a plan are computed by several threads, and in how many parts.
///
/// An instruction is cut where each part takes about ``grain`` or longer, so that handing the parts out
/// costs little beside them. The bits do not depend on it: a part computes whole elements.
struct Sharing {
  /// The threads that a replay may use, the caller's included.
  let threads: Int
  /// The least time of a part, in nanoseconds.
  let grain: Double

  /// A fifth of it is what waking a thread takes.
  static let standardGrain = 20_000.0

  /// Parts of an instruction that takes so many nanoseconds on one thread: more than one only if there
  /// are at least two grains in it, and at most four to a thread, so that a thread that comes late or
  /// is taken away is waited for briefly.
  func parts(_ nanoseconds: Double) -> Int {
    guard threads > 1, nanoseconds >= 2 * grain else { return 1 }
    return Int(min(nanoseconds / max(grain, 1), 4 * Double(threads), Double(SADDLE_PART_LIMIT)))
  }

  /// The scratch memory of a convolution's threads: one, if it is not shared.
  func scratchBytes(_ window: Window, _ operation: Int, _ type: ScalarType) -> Int {
    let isShared = parts(window.nanoseconds) > 1
    return window.scratchBytes(operation, type) * (isShared ? threads : 1)
  }
}

extension SaddleInstruction {
  /// About how long it takes on one thread of a recent machine.
  var nanoseconds: Double {
    let e = extent
    let count = Double(e.0 * max(e.1, 1) * max(e.2, 1))
    switch Int(operation) {
    case SADDLE_ELEMENTWISE: return 0.1 * Double(e.0 * e.1)
    case SADDLE_PRODUCT: return 0.015 * count
    case SADDLE_SUM, SADDLE_GREATEST: return 0.1 * count
    case SADDLE_STRIDED_COPY:
      return 0.5 * Double(e.1 * e.2 * e.3) * Double(e.4 * e.5 * e.6)
    case SADDLE_MOVE, SADDLE_ZERO: return 0.1 * Double(e.0)
    default:
      return 0.015 * Double(e.0 * e.3 * e.4) * Double(e.5 * e.6) * Double(e.7 * e.8)
    }
  }
}

extension Window {
  /// The kernels' name for it.
  var native: SaddleWindow {
    SaddleWindow(
      batch: Int64(batch), height: Int64(height), width: Int64(width), channels: Int64(channels),
      kernelHeight: Int64(kernelHeight), kernelWidth: Int64(kernelWidth),
      outputHeight: Int64(outputHeight), outputWidth: Int64(outputWidth),
      outputChannels: Int64(outputChannels), stride: Int64(stride), padding: Int64(padding))
  }

  /// What one thread needs for one of the three partials.
  func scratchBytes(_ operation: Int, _ type: ScalarType) -> Int {
    withUnsafePointer(to: native) { window in
      Int(saddle_convolution_scratch(window, Int32(operation), Int64(type.byteCount)))
    }
  }

  /// About how long any of the three partials takes on one thread.
  var nanoseconds: Double { 0.015 * Double(batch * places * windowCount) * Double(outputChannels) }

  /// Whether the partial in the image is one chain per pixel.
  var gathers: Bool { withUnsafePointer(to: native) { saddle_convolution_gathers($0) } }
}

extension Operation {
  /// The window of a convolution's partial, and the kernel that computes it.
  var convolution: (window: Window, kernel: Int)? {
    switch self {
    case .convolution(let window): (window, SADDLE_CONVOLUTION)
    case .convolutionInput(let window): (window, SADDLE_CONVOLUTION_INPUT)
    case .convolutionKernel(let window): (window, SADDLE_CONVOLUTION_KERNEL)
    default: nil
    }
  }
}
