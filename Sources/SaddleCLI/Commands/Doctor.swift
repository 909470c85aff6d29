import ArgumentParser
import SaddleExperiments
import SaddleRecording
import SaddleReport
import SaddleStore

/// `saddlebag doctor`: whether the store is sound.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a store from its pages to its disk, and repair what can be repaired.",
    discussion: """
      Reads all of the store: its structure, references, holes in records, the checksum of every stored state \
      and the hash of every attached file. Runs that are being recorded go on meanwhile. --replay also plays \
      every run again and proves the digest of each of its steps, which takes as long as training did.
      """)

  @Flag(help: "Repair what can be repaired, and say what was done.")
  var repair = false

  @Flag(help: "Play every run again, and prove the digest that was recorded of each step.")
  var replay = false

  @OptionGroup var storeOptions: StoreOptions

  func run() throws {
    let store = try repair ? storeOptions.openForEditing() : storeOptions.openForReading()
    var findings = try store.examine(repairs: repair)
    for finding in findings { print(finding.line) }
    if replay {
      for run in try store.runs() where run.lastStep != nil && run.status != .running {
        let finding = try replayed(run, from: store)
        print(finding.line)
        findings.append(finding)
      }
    }
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

extension Doctor {
  /// What playing a run again shows.
  private func replayed(_ run: Run, from store: Store) throws -> DoctorFinding {
    do {
      let count = try ParameterSource(run, reader: store).proveAll()
      return DoctorFinding(
        severity: .fine,
        sentence: "run \(run.id): \(count.grouped) steps played again come to what was recorded")
    } catch let error as ExperimentError where error.code == .notReplayable {
      return DoctorFinding(severity: .damaged, sentence: error.message)
    } catch let error as StoreError where error.code == .corrupt {
      return DoctorFinding(severity: .damaged, sentence: error.message)
    } catch {
      return DoctorFinding(
        severity: .advice,
        sentence: "run \(run.id) cannot be played again: \(Failure(error)?.message ?? "\(error)")")
    }
  }
}

extension DoctorFinding {
  /// The finding after a word for how bad it is.
  fileprivate var line: String { "\(severity.mark)  \(DisplayWidth.printable(sentence))" }
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
