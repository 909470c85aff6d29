import ArgumentParser
import SaddleStore

/// `saddlebag doctor`: whether the store is sound.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a store from its pages to its disk, and repair what can be repaired.",
    discussion: """
      Reads all of the store: its structure, references, holes in records, the checksum of every stored state
      and the hash of every attached file. Runs that are being recorded go on meanwhile.
      """)

  @Flag(help: "Repair what can be repaired, and say what was done.")
  var repair = false

  @OptionGroup var storeOptions: StoreOptions

  func run() throws {
    let store = try repair ? storeOptions.openForEditing() : storeOptions.openForReading()
    let findings = try store.examine(repairs: repair)
    for finding in findings { print("\(finding.severity.mark)  \(finding.sentence)") }
    let bad = findings.filter { $0.severity == .damaged }.count
    if bad > 0 {
      throw Failure(
        .invalidData, "\(store.path) is damaged in \(bad) places",
        hint: "restore a backup; or save what can be read with the .recover command of sqlite3")
    }
    if findings.contains(where: { $0.severity == .repairable }) {
      print("next: saddlebag doctor --repair")
    }
  }
}

extension DoctorFinding.Severity {
  /// The word at the beginning of a line, padded.
  fileprivate var mark: String {
    switch self {
    case .fine: "ok      "
    case .advice: "advice  "
    case .repaired: "repaired"
    case .repairable: "wrong   "
    case .damaged: "DAMAGED "
    }
  }
}
