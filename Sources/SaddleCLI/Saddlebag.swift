import ArgumentParser

/// The command `saddlebag`.
struct Saddlebag: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "saddlebag",
    abstract:
      "Record min-max experiments in one SQLite file; see what kind of equilibrium they reach.",
    discussion: """
      The store is saddlebag.db in the working directory, or --store PATH, or SADDLEBAG_STORE. \
      Exit statuses are listed in docs/cli.md.
      """,
    version: version,
    // One a line, so that two changes seldom meet.
    subcommands: [
      Train.self,
      ListRuns.self,
      Show.self,
      Query.self,
      Shell.self,
      Schema.self,
      Compare.self,
      Report.self,
      Samples.self,
      Cycles.self,
      Gaps.self,
      Local.self,
      Parameters.self,
      Probe.self,
      Reproduce.self,
      Tag.self,
      Note.self,
      Rename.self,
      Archive.self,
      Delete.self,
      Doctor.self,
      Backup.self,
      Merge.self,
      Prune.self,
      Compact.self,
      Export.self,
      Import.self,
      Games.self,
      Methods.self,
      DataSets.self,
    ])

  /// The version that is recorded with each run.
  static let version = "0.1.0"
}

@main
enum Main {
  /// Runs the command; every failure goes through ``Failure``, so that it ends in one sentence, the
  /// next move and a documented status.
  static func main() {
    do {
      var command = try Saddlebag.parseAsRoot()
      try command.run()
    } catch {
      if let failure = Failure(error) { failure.exit() }
      Saddlebag.exit(withError: error)
    }
  }
}
