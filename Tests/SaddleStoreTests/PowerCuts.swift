import Foundation
import SaddleRecording
import Synchronization

/// The power cuts of one recording: where the files are that each left, and what had been acknowledged.
final class PowerCuts: Sendable {
  struct Cut {
    let path: String
    let acknowledged: Int?
  }

  private let disk: FailingDisk
  private let folder: TemporaryStore
  private let seed: UInt64
  let recorder = Mutex<(any RunRecorder)?>(nil)
  let taken = Mutex<[Cut]>([])

  init(of disk: FailingDisk, in folder: TemporaryStore, seed: UInt64) {
    (self.disk, self.folder, self.seed) = (disk, folder, seed)
  }

  func cut() {
    let acknowledged = recorder.withLock { $0?.acknowledgedStep }
    taken.withLock { cuts in
      let place = folder.path(of: "cut-\(cuts.count)")
      try? FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      guard disk.crash(into: place, seed: seed &+ UInt64(cuts.count)) else { return }
      cuts.append(Cut(path: place + "/saddlebag.db", acknowledged: acknowledged))
    }
  }
}
