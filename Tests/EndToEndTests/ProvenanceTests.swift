import Foundation
import Testing

@Suite("What a run is made with")
struct ProvenanceTests {
  private func git(_ arguments: String..., in folder: TemporaryFolder) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org"] + arguments
    process.currentDirectoryURL = folder.url
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  /// A file of a new repository, committed.
  private func committedFile(in folder: TemporaryFolder) throws -> URL {
    let file = folder.url.appending(path: "plan.txt")
    try Data("first\n".utf8).write(to: file)
    try git("init", "--quiet", in: folder)
    try git("add", "plan.txt", in: folder)
    try git("commit", "--quiet", "-m", "Plan", in: folder)
    return file
  }

  @Test("The machine and git's uncommitted changes are attached, unless --no-environment")
  func attachments() throws {
    let folder = try TemporaryFolder()
    let file = try committedFile(in: folder)
    let train = ["train", "bilinear", "--steps", "5", "--quiet"]
    _ = try Invocation(train, in: folder.url)
    try Data("second\n".utf8).write(to: file)
    _ = try Invocation(train, in: folder.url, environment: ["SADDLEBAG_THREADS": "1"])
    _ = try Invocation(train + ["--no-environment"], in: folder.url)
    let files = try folder.saddlebag(
      "query",
      """
      SELECT artifact.runID, artifact.name, instr(data, '+second') > 0 AS hasChange,
        instr(data, 'SADDLEBAG_THREADS') > 0 AS hasVariable, instr(data, 'PATH') > 0 AS hasOther
      FROM artifact JOIN artifactChunk USING (contentID) ORDER BY runID, name
      """, "--format", "csv")
    #expect(
      files.output
        == "runID,name,hasChange,hasVariable,hasOther\n1,environment.json,0,0,0\n"
        + "2,environment.json,0,1,0\n2,git.diff,1,0,0\n", "\(files.errors)")
  }

  @Test("A change of more than 1 MiB is cut, and says so")
  func largeChange() throws {
    let folder = try TemporaryFolder()
    let file = try committedFile(in: folder)
    try Data(repeating: UInt8(ascii: "a"), count: 3 << 20).write(to: file)
    _ = try folder.saddlebag("train", "bilinear", "--steps", "5", "--quiet")
    let size = try folder.saddlebag(
      "query",
      """
      SELECT sum(length(data)) < 1.1e6 AS isSmall, max(instr(data, 'cut here')) > 0 AS isSaid
      FROM artifact JOIN artifactChunk USING (contentID) WHERE name = 'git.diff'
      """, "--format", "csv")
    #expect(size.output == "isSmall,isSaid\n1,1\n", "\(size.errors)")
  }
}
