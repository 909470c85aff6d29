import CSaddleKernels

/// The vector instructions that a plan's kernels use.
///
/// All paths compute the same bits (NaN payloads aside); they differ in speed alone. Choosing one
/// matters only to tests and benchmarks.
public enum KernelPath: Hashable, Sendable, CaseIterable {
  /// SSE2 on x86-64, NEON on arm64.
  case generic
  /// AVX2 with fused multiply-add.
  case avx2
  /// AVX-512 (F, DQ, BW, VL).
  case avx512

  /// Whether this machine can run the path.
  public var isAvailable: Bool { saddle_path_is_available(code) }

  /// The widest path of this machine.
  public static let widest = allCases.last { $0.isAvailable } ?? .generic

  var code: Int32 {
    switch self {
    case .generic: Int32(SADDLE_PATH_GENERIC)
    case .avx2: Int32(SADDLE_PATH_AVX2)
    case .avx512: Int32(SADDLE_PATH_AVX512)
    }
  }
}
