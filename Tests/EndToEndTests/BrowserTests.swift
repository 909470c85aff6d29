import Foundation
import Testing

/// Whether a command is on the path and answers.
private func answers(_ command: String) -> Bool {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = [command, "--version"]
  (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
  guard (try? process.run()) != nil else { return false }
  process.waitUntilExit()
  return process.terminationStatus == 0
}

private let hasBrowser =
  answers("node") && ["chromium", "chromium-browser", "google-chrome"].contains(where: answers)

@Suite("Reports in a browser", .timeLimit(.minutes(5)))
struct BrowserTests {
  @Test(
    "They open at two widths, light and dark, without console errors, words that overlap, dead links or switches",
    .enabled(if: hasBrowser, "Chromium and Node, which open the reports, are not installed"))
  func open() throws {
    let folder = try TemporaryFolder()
    let method = ["simultaneous-gda", "alternating-gda", "extragradient"]
    for (index, method) in method.enumerated() {
      _ = try folder.saddlebag(
        "train", "bilinear", "--method", method, "--step-size", "0.2", "--steps", "200", "--name",
        index == 0 ? "<b>&\"'😀</b>" : method, "--lambda", "0.1,1", "--quiet")
    }
    // Judged runs have figures of their rotation.
    #expect(try folder.saddlebag("cycles", "1", "2", "3").status == 0)
    _ = try folder.saddlebag("train", "lq-gan", "--steps", "100", "--quiet")
    _ = try folder.saddlebag("train", "bilinear", "--steps", "0", "--quiet")
    _ = try folder.saddlebag(
      "train", "bilinear", "--step-size", "1e200", "--steps", "9", "--divergence-limit", "inf",
      "--quiet")
    for (name, runs) in [
      ("all", ["1", "2", "3", "4", "5", "6"]), ("one", ["3"]), ("empty", ["5"]),
    ] {
      let made = try Invocation(["report"] + runs + ["--output", "\(name).html"], in: folder.url)
      #expect(made.status == 0, "\(made.errors)")
    }
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "node", "--experimental-websocket", root.appending(path: "Scripts/check-report.mjs").path,
      "all.html", "one.html", "empty.html",
    ]
    process.currentDirectoryURL = folder.url
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let said = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(said)")
    #expect(said.contains("checked 3 reports"), "\(said)")
  }
}
