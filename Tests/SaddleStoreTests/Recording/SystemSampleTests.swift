import SaddleRecording
import SaddleStore
import Testing

@Suite("What recording takes of the machine")
struct SystemSampleTests {
  @Test("A run ends with a sample of processor, memory and disk, and says how often one is taken")
  func sample() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample())
      for step in 0...3 { try recorder.record(.sample(step)) }
      try recorder.finish(.stepLimit)
      #expect(try store.query("SELECT systemSampleSeconds FROM run").rows == [[10.0]])
      let rows = try store.query(
        """
        SELECT session, step, cpuSeconds > 0, coalesce(residentBytes > 1e6, 1),
          coalesce(availableBytes > 1e6, 1), diskFreeBytes > 0, machineLoad >= 0
        FROM systemSample ORDER BY sampledAt DESC LIMIT 1
        """
      ).rows
      #expect(rows == [[1, 3, 1, 1, 1, 1, 1]])
    }
  }

  @Test("A cadence of 0 takes none, also once the run is gone on with")
  func none() throws {
    var options = Store.Options()
    options.systemSampleSeconds = 0
    try withTemporaryStore(options: options) { store in
      let recorder = try store.begin(.sample())
      try recorder.record(.sample(0))
      try recorder.finish(.interrupted)
      try Store.open(at: store.path, for: .recording).resume(Run.ID(1)).recorder
        .finish(.interrupted)
      #expect(try store.query("SELECT count(*) FROM systemSample").rows == [[0]])
    }
  }

  @Test("A run that is gone on with notes after which step, each time")
  func resumptions() throws {
    try withTemporaryStore { store in
      let recorder = try store.begin(.sample())
      for step in 0...4 { try recorder.record(.sample(step)) }
      try recorder.finish(.interrupted)
      #expect(try store.resumptions(of: Run.ID(1)) == [])
      for last in [4, 6] {
        let resumed = try store.resume(Run.ID(1)).recorder
        for step in (last + 1)...(last + 2) { try resumed.record(.sample(step)) }
        try resumed.finish(.interrupted)
      }
      #expect(try store.resumptions(of: Run.ID(1)) == [4, 6])
      let sessions = try store.query("SELECT DISTINCT session FROM systemSample ORDER BY 1")
      #expect(sessions.rows == [[1], [2], [3]])
    }
  }
}
