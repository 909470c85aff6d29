import ArgumentParser
import Foundation
import SaddleRecording

/// What a training shows while it runs, on standard error so that output can be piped.
struct TrainingProgress {
  /// How progress is shown.
  enum Style: String, ExpressibleByArgument, CaseIterable {
    /// A line that renews itself on a terminal; nothing when piped.
    case auto
    /// One line per commit that became durable: `acknowledged STEP`.
    case lines
    /// Nothing.
    case none
  }

  /// The first and the last record of this session.
  private(set) var first: StepRecord?
  private(set) var last: StepRecord?
  /// The seconds that measuring has taken; nil if nothing is measured at a cadence.
  var measuringSeconds: (() -> Double)?
  private let style: Style
  private let recorder: any RunRecorder
  private let startStep: Int
  private let stepLimit: Int
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private var lastAcknowledged = -1
  private var nextDrawing = 0.0

  init(style: Style, recorder: any RunRecorder, startStep: Int, stepLimit: Int) {
    self.style = style
    self.recorder = recorder
    self.startStep = startStep
    self.stepLimit = stepLimit
  }

  /// How long the training waited for the store.
  var blockedSeconds: Double { recorder.blockedSeconds }

  /// Steps played in this session, and the seconds that they took.
  var pace: (steps: Int, seconds: Double) {
    guard let first, let last else { return (0, 0) }
    return (last.step - startStep, last.wallSeconds - first.wallSeconds)
  }

  /// Remembers a step and, ten times a second, shows how the run stands.
  mutating func observe(_ record: StepRecord) {
    if first == nil { first = record }
    last = record
    switch style {
    case .none: return
    case .lines: acknowledge()
    case .auto:
      guard isTerminal, record.wallSeconds >= nextDrawing else { return }
      nextDrawing = record.wallSeconds + 0.1
      write("\r\u{1B}[K" + line(record))
    }
  }

  /// Ends the display.
  mutating func finish() {
    if style == .lines { acknowledge() }
    if style == .auto && isTerminal { write("\r\u{1B}[K") }
  }

  private mutating func acknowledge() {
    guard let step = recorder.acknowledgedStep, step > lastAcknowledged else { return }
    lastAcknowledged = step
    write("acknowledged \(step)\n")
  }

  private func line(_ record: StepRecord) -> String {
    let (steps, seconds) = pace
    let rate = seconds > 0 ? Double(steps) / seconds : 0
    let left = rate > 0 ? Double(stepLimit - record.step) / rate : .nan
    var parts = [
      "step \(record.step.grouped)/\(stepLimit.grouped)",
      "\(Int(rate).grouped) steps/s",
    ]
    if let payoff = record.metrics.payoff { parts.append("payoff \(payoff.brief)") }
    if let norm = record.metrics.minimizerGradientNorm { parts.append("‖∇ₓ‖ \(norm.brief)") }
    if let norm = record.metrics.maximizerGradientNorm { parts.append("‖∇ᵧ‖ \(norm.brief)") }
    if let share = measuringShare { parts.append("measuring \(share)") }
    if left.isFinite { parts.append("\(left.duration) left") }
    return parts.joined(separator: "  ")
  }

  /// The share of the time that measuring takes, such as `12 %`.
  var measuringShare: String? {
    guard let measuringSeconds, pace.seconds > 0 else { return nil }
    return "\(Int((100 * measuringSeconds() / pace.seconds).rounded())) %"
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
