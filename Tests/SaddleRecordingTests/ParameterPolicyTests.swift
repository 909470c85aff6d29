import SaddleRecording
import Testing

@Suite("The parameter policy")
struct ParameterPolicyTests {
  @Test("reads back from its own words")
  func roundTrips() {
    for policy in [ParameterPolicy.raw, .off, .keyframes(every: 1), .keyframes(every: 1_000)] {
      #expect(ParameterPolicy(policy.description) == policy)
    }
  }

  @Test(
    "takes no other words",
    arguments: ["", "auto", "keyframes", "keyframes:", "keyframes:0", "keyframes:-3", "RAW"])
  func refuses(_ text: String) { #expect(ParameterPolicy(text) == nil) }

  @Test("keeps every step of a small game and keyframes of a network")
  func automatic() {
    #expect(ParameterPolicy.automatic(stateCount: 2_048) == .raw)
    #expect(ParameterPolicy.automatic(stateCount: 2_049) == .keyframes(every: 1_000))
  }
}
