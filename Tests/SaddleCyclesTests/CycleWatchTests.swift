import RealModule
import SaddleCycles
import Testing

@Suite("Watching a run")
struct CycleWatchTests {
  private func events(_ rows: [[Double]]) -> [WatchEvent] {
    var watch = CycleWatch(channelCount: rows[0].count)
    return rows.flatMap { watch.observe($0) }
  }

  @Test("A cycle is told within twelve periods once 256 steps are seen", arguments: 1...3)
  func alert(seed: Int) throws {
    var random = SeededNormals(seed: seed)
    let rows = alternating(2000, { _ in (0.07, 0.07) }, random: &random)
    let period = alternatingPeriod(0.0049)
    let events = events(rows)
    let first = try #require(events.first)
    #expect(events.count == 1 && first.kind == .cycling)
    #expect(Double(first.step) < 12 * period)
    #expect(first.sinceStep < first.step && first.confidence > 0.9)
    let found = try #require(first.period)
    #expect(abs(found / period - 1) < 0.01)
  }

  @Test("Noise, walks, drifts and stable foci raise no alert")
  func silence() {
    for family in DynamicsFamily.noise {
      for seed in 1...2 {
        let events = events(family.run(seed: seed).rows)
        #expect(events.isEmpty, "\(family.name) \(seed)")
      }
    }
  }

  @Test("An alert is taken back when the run converges after all")
  func cleared() throws {
    var random = SeededNormals(seed: 4)
    var rows = alternating(1500, { _ in (0.2, 0.2) }, random: &random)
    rows += iterates(5000, from: rows[1499]) { z, _ in
      z[0] -= 0.2 * (z[1] + 0.1 * z[0])
      z[1] += 0.2 * (z[0] - 0.1 * z[1])
    }
    let events = events(rows)
    #expect(events.map(\.kind) == [.cycling, .cleared])
    #expect(events[0].step < 1500 && events[1].step > 1500)
  }

  @Test("A cycle of 3,000 steps is told from means, with bounded memory")
  func slowCycle() throws {
    var watch = CycleWatch(channelCount: 2)
    var events: [WatchEvent] = []
    for step in 0..<60_000 {
      let turn = 2 * Double.pi * Double(step) / 3000
      events += watch.observe([Double.cos(turn), Double.sin(turn)])
    }
    let first = try #require(events.first)
    #expect(first.kind == .cycling && first.step < 36_000)
    let found = try #require(first.period)
    #expect(abs(found / 3000 - 1) < 0.01)
    #expect(watch.isCycling)
    #expect(watch.byteCount < 14 * 2048 * 2 * 8)
  }

  @Test(
    "A value that is not finite ends the watch at its step", arguments: [Double.nan, .infinity])
  func blowUp(value: Double) {
    var watch = CycleWatch(channelCount: 1)
    for step in 0..<10 { #expect(watch.observe([Double(step)]).isEmpty) }
    let events = watch.observe([value])
    #expect(events.map(\.kind) == [.diverged] && events.first?.step == 10)
    #expect(watch.isEnded && watch.observe([1]).isEmpty)
  }
}
