import CFaultVFS
import Foundation
import Testing

/// A disk of a test's own, which fails on demand and remembers what was synced; SQLite goes through it by
/// ``name``.
///
/// `@unchecked Sendable`: the C side locks whatever it changes.
struct FailingDisk: @unchecked Sendable {
  let name = "saddlebag-fault-\(UUID().uuidString)"
  private let disk: OpaquePointer

  init() throws { disk = try #require(faultdisk_make(name)) }

  /// Forgets all files, faults and counts.
  func reset() { faultdisk_reset(disk) }

  /// Lets the n-th call from now that `kind` concerns fail: once, or from then on.
  func fail(_ kind: FaultKind, at number: Int64, stays: Bool) {
    faultdisk_fail(disk, kind, number, stays ? 1 : 0)
  }

  /// Whether the fault has happened.
  var hasFailed: Bool { faultdisk_has_failed(disk) != 0 }

  /// Calls back at every so many writes and syncs, in the middle of the call; 0: never.
  func cut(every count: Int64, _ cuts: PowerCuts?) {
    let context = cuts.map { Unmanaged.passUnretained($0).toOpaque() }
    faultdisk_cut(
      disk, count,
      { context in
        guard let context else { return }
        Unmanaged<PowerCuts>.fromOpaque(context).takeUnretainedValue().cut()
      },
      context)
  }

  /// Writes all files as a power cut now could leave them to a folder; false if that fails.
  func crash(into folder: String, seed: UInt64) -> Bool {
    faultdisk_crash(disk, folder, seed) == 0
  }
}
