import SaddleRecording

/// What is committed in one transaction: steps in order, and the files that came with them.
struct StepGroup: Sendable {
  /// A file to attach.
  struct Attachment: Sendable {
    let name: String
    let mediaType: String
    let data: [UInt8]
    let step: Int?
  }

  /// A step as it waits.
  struct Step: Sendable {
    /// Without parameters where they are packed.
    var record: StepRecord
    /// The parameters of a large step, as they will be stored.
    var packed: PackedIterate?

    var hasParameters: Bool { packed != nil || record.minimizerSlice != nil }
  }

  var steps: [Step] = []
  var attachments: [Attachment] = []
  /// What the group weighs in the queue.
  private(set) var byteCount = 0

  /// So many steps are a group: beyond them a commit's sync costs nothing per step any more, and a
  /// longer transaction would only keep others waiting.
  static let maximumStepCount = 8_192

  var isEmpty: Bool { steps.isEmpty && attachments.isEmpty }
  var isFull: Bool { steps.count >= Self.maximumStepCount }
  /// Steps and files.
  var count: Int { steps.count + attachments.count }

  mutating func append(_ step: Step) {
    byteCount += step.queuedBytes
    steps.append(step)
  }

  mutating func append(_ attachment: Attachment) {
    byteCount += attachment.queuedBytes
    attachments.append(attachment)
  }

  /// Empties the group and keeps its memory for the next one.
  mutating func removeAll() {
    steps.removeAll(keepingCapacity: true)
    attachments.removeAll(keepingCapacity: true)
    byteCount = 0
  }
}

extension StepGroup.Step {
  /// What the step weighs in the queue: its vectors and about 256 bytes besides.
  var queuedBytes: Int {
    let parameters = (record.minimizerSlice?.count ?? 0) + (record.maximizerSlice?.count ?? 0)
    let numbers = parameters + (record.methodMemory?.count ?? 0) + record.proximalGaps.count
    return 256 + (packed?.byteCount ?? 0) + numbers * MemoryLayout<Double>.stride
      + record.customMetrics.count * MemoryLayout<CustomMetric>.stride
  }
}

extension StepGroup.Attachment {
  var queuedBytes: Int { 256 + data.count }
}
