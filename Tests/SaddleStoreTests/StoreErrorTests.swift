import GRDB
import Testing

@testable import SaddleStore

@Suite("Errors of the store")
struct StoreErrorTests {
  @Test(
    "What SQLite reports has a code, the path, and mostly the next move",
    arguments: [
      (.SQLITE_BUSY, .locked), (.SQLITE_BUSY_SNAPSHOT, .locked), (.SQLITE_LOCKED, .locked),
      (.SQLITE_FULL, .diskFull), (.SQLITE_IOERR_SHMSIZE, .diskFull), (.SQLITE_READONLY, .readOnly),
      (.SQLITE_READONLY_DIRECTORY, .readOnly), (.SQLITE_READONLY_DBMOVED, .readOnly),
      (.SQLITE_NOTADB, .notAStore), (.SQLITE_CORRUPT, .corrupt), (.SQLITE_CORRUPT_INDEX, .corrupt),
      (.SQLITE_CANTOPEN, .io), (.SQLITE_IOERR, .io), (.SQLITE_IOERR_WRITE, .io),
      (.SQLITE_ERROR, .io),
    ] as [(ResultCode, StoreError.Code)])
  func translates(_ result: ResultCode, _ code: StoreError.Code) {
    let error = StoreError(
      translating: DatabaseError(resultCode: result, message: "what SQLite said"), path: "a/b.db")
    #expect(error.code == code)
    #expect(error.message.contains("a/b.db"))
    #expect(!error.message.hasSuffix("."))
    if code != .io || result == .SQLITE_CANTOPEN { #expect(error.hint != nil) }
    #expect(error.underlying is DatabaseError)
  }

  @Test("A store's own error stays what it is, and other errors are named")
  func passesThrough() {
    struct Odd: Error {}
    let own = StoreError(.unknownRun, "there is no run 7", hint: "list the runs")
    #expect(StoreError(translating: own, path: "x").description == own.description)
    #expect(own.description == "unknownRun: there is no run 7 (list the runs)")
    let odd = StoreError(translating: Odd(), path: "x")
    #expect(odd.code == .io)
    #expect(odd.message.contains("Odd"))
  }
}
