import GRDBSQLite
public import SaddleRecording

/// Both players' parameters at a step of a run; nil where there is no such run or step.
///
/// A reader that takes long asks `isInterrupted` now and then, and throws whatever it likes once it is true.
public typealias ParameterReader = (
  _ run: Run.ID, _ step: Int?, _ isInterrupted: () -> Bool
) throws -> (minimizer: [Double], maximizer: [Double])?

/// The table-valued function `parameters(run, step, player)` of our queries: a row per coordinate.
///
///     SELECT coordinateIndex, value FROM parameters(3, 1000, 'minimizer');
///
/// Rows come by player, the minimizer first, then by `coordinateIndex`. Without a step it is the last
/// one, without a player both. A run or step that is not there has no rows. Where the parameters come
/// from is the reader's affair: they may be played again, until the statement is interrupted.
///
/// It is an eponymous-only virtual table (sqlite.org/vtab.html): it exists while its connection does,
/// and must outlive it.
package final class ParameterTable {
  private let read: ParameterReader
  /// Why the last read failed; nil if it did not.
  private(set) var failure: (any Error)?
  /// Whether the statement that asks is to end.
  private var isInterrupted: () -> Bool = { false }
  /// What was read last: a statement often asks for both players of one step, one after the other.
  private var last: (run: Int64, step: Int64?, rows: Rows)?

  /// Makes a table of what a reader reads.
  package init(_ read: @escaping ParameterReader) { self.read = read }

  /// Makes the function known to a connection, which must not outlive it.
  package func register(on connection: OpaquePointer) {
    sqlite3_create_module_v2(
      connection, "parameters", Self.module, Unmanaged.passUnretained(self).toOpaque(), nil)
  }

  /// Prepares for another statement: forgets a failure.
  func reset(isInterrupted: @escaping () -> Bool) {
    failure = nil
    self.isInterrupted = isInterrupted
  }

  /// The vectors of one step.
  fileprivate struct Rows {
    var minimizer: [Double] = []
    var maximizer: [Double] = []

    var count: Int { minimizer.count + maximizer.count }

    subscript(row: Int) -> (player: String, index: Int, value: Double) {
      row < minimizer.count
        ? ("minimizer", row, minimizer[row])
        : ("maximizer", row - minimizer.count, maximizer[row - minimizer.count])
    }
  }

  /// The rows of a call, or SQLite's code for why there are none.
  fileprivate func rows(_ arguments: ParameterCursor.Arguments) -> Result<Rows, ParameterFailure> {
    guard let run = arguments.run else { return .success(Rows()) }
    do {
      var rows = Rows()
      if let last, last.run == run, last.step == arguments.step {
        rows = last.rows
      } else if let found = try read(
        Run.ID(run), arguments.step.map { Int($0) }, isInterrupted)
      {
        rows = Rows(minimizer: found.minimizer, maximizer: found.maximizer)
        last = (run, arguments.step, rows)
      }
      if let player = arguments.player {
        if player != "minimizer" { rows.minimizer = [] }
        if player != "maximizer" { rows.maximizer = [] }
      }
      return .success(rows)
    } catch {
      if isInterrupted() { return .failure(ParameterFailure(code: SQLITE_INTERRUPT)) }
      failure = error
      return .failure(ParameterFailure(code: SQLITE_ERROR))
    }
  }
}

/// SQLite's code for a read that failed.
private struct ParameterFailure: Error {
  let code: Int32
}

/// A walk through the rows of one call.
private final class ParameterCursor {
  struct Arguments {
    var run: Int64?
    var step: Int64?
    var player: String?
  }

  let table: ParameterTable
  var arguments = Arguments()
  var rows = ParameterTable.Rows()
  var place = 0

  init(_ table: ParameterTable) { self.table = table }
}

/// The columns of the table, in order; those after `isNaN` are its arguments, and hidden from `*`.
private enum ParameterColumn: Int32, CaseIterable {
  case coordinateIndex
  case value
  case isNaN
  case run
  case step
  case player

  static let declaration = """
    CREATE TABLE parameters (coordinateIndex INTEGER, value REAL, isNaN INTEGER,
      run INTEGER HIDDEN, step INTEGER HIDDEN, player TEXT HIDDEN)
    """
  static let arguments: [Self] = [.run, .step, .player]
}

/// What follows SQLite's own part of a virtual table or a cursor: a reference to an object of ours.
private struct Extended<Base> {
  let memory: UnsafeMutableRawPointer

  private static var offset: Int {
    let size = MemoryLayout<UnsafeRawPointer>.stride
    return (MemoryLayout<Base>.size + size - 1) / size * size
  }

  /// Allocates SQLite's part, all zeros as it asks for, and a reference to `object` behind it.
  init(holding object: Unmanaged<some AnyObject>) {
    memory = .allocate(
      byteCount: Self.offset + MemoryLayout<UnsafeRawPointer>.stride,
      alignment: MemoryLayout<UnsafeRawPointer>.alignment)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: Self.offset)
    memory.storeBytes(
      of: object.toOpaque(), toByteOffset: Self.offset, as: UnsafeMutableRawPointer.self)
  }

  init(_ base: UnsafeMutablePointer<Base>) { memory = UnsafeMutableRawPointer(base) }

  var base: UnsafeMutablePointer<Base> { memory.assumingMemoryBound(to: Base.self) }

  func object<Object: AnyObject>(as type: Object.Type) -> Unmanaged<Object> {
    .fromOpaque(memory.load(fromByteOffset: Self.offset, as: UnsafeMutableRawPointer.self))
  }
}

extension ParameterTable {
  private typealias Cursor = UnsafeMutablePointer<sqlite3_vtab_cursor>

  /// The functions of the virtual table; written once, before any connection sees them.
  nonisolated(unsafe) private static let module: UnsafePointer<sqlite3_module> = {
    var module = sqlite3_module()
    module.xConnect = { connection, context, _, _, table, _ in
      guard let context, let table else { return SQLITE_MISUSE }
      let code = sqlite3_declare_vtab(connection, ParameterColumn.declaration)
      guard code == SQLITE_OK else { return code }
      table.pointee =
        Extended<sqlite3_vtab>(holding: Unmanaged<ParameterTable>.fromOpaque(context)).base
      return SQLITE_OK
    }
    module.xDisconnect = { table in
      table.map { Extended($0).memory.deallocate() }
      return SQLITE_OK
    }
    module.xBestIndex = { _, plan in plan.map { choosePlan(&$0.pointee) } ?? SQLITE_MISUSE }
    module.xOpen = { table, cursor in
      guard let table, let cursor else { return SQLITE_MISUSE }
      let object = Extended(table).object(as: ParameterTable.self).takeUnretainedValue()
      cursor.pointee =
        Extended<sqlite3_vtab_cursor>(holding: Unmanaged.passRetained(ParameterCursor(object))).base
      return SQLITE_OK
    }
    module.xClose = { cursor in
      guard let cursor else { return SQLITE_MISUSE }
      Extended(cursor).object(as: ParameterCursor.self).release()
      Extended(cursor).memory.deallocate()
      return SQLITE_OK
    }
    module.xFilter = { cursor, plan, _, count, values in
      withCursor(cursor) { $0.start(plan, count, values) }
    }
    module.xNext = { cursor in
      withCursor(cursor) {
        $0.place += 1
        return SQLITE_OK
      }
    }
    module.xEof = { cursor in withCursor(cursor) { $0.place >= $0.rows.count ? 1 : 0 } }
    module.xColumn = { cursor, context, column in
      withCursor(cursor) { $0.answer(column, in: context) }
    }
    module.xRowid = { cursor, row in
      withCursor(cursor) {
        row?.pointee = Int64($0.place)
        return SQLITE_OK
      }
    }
    let kept = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    kept.initialize(to: module)
    return UnsafePointer(kept)
  }()

  private static func withCursor(_ cursor: Cursor?, _ body: (ParameterCursor) -> Int32) -> Int32 {
    guard let cursor else { return SQLITE_MISUSE }
    return body(Extended(cursor).object(as: ParameterCursor.self).takeUnretainedValue())
  }

  /// Takes the arguments that are given, in their order; their bits are the plan's number.
  private static func choosePlan(_ plan: inout sqlite3_index_info) -> Int32 {
    var places: [Int32: Int] = [:]
    for place in 0..<Int(plan.nConstraint) {
      let constraint = plan.aConstraint[place]
      let isArgument = ParameterColumn.arguments.contains { $0.rawValue == constraint.iColumn }
      guard isArgument, constraint.op == UInt8(SQLITE_INDEX_CONSTRAINT_EQ) else { continue }
      // An argument that comes from a table further right: another order of the tables will do.
      guard constraint.usable != 0 else { return SQLITE_CONSTRAINT }
      places[constraint.iColumn] = place
    }
    var count: Int32 = 0
    for (bit, column) in ParameterColumn.arguments.enumerated() {
      guard let place = places[column.rawValue] else { continue }
      count += 1
      plan.aConstraintUsage[place].argvIndex = count
      plan.aConstraintUsage[place].omit = 1
      plan.idxNum |= 1 << Int32(bit)
    }
    plan.estimatedCost = 1_000
    plan.estimatedRows = 1_000
    return SQLITE_OK
  }
}

extension ParameterCursor {
  func start(_ plan: Int32, _ count: Int32, _ values: UnsafeMutablePointer<OpaquePointer?>?)
    -> Int32
  {
    arguments = Arguments()
    place = 0
    rows = ParameterTable.Rows()
    var next = 0
    for (bit, column) in ParameterColumn.arguments.enumerated() where plan >> Int32(bit) & 1 == 1 {
      guard next < Int(count), let value = values?[next] else { return SQLITE_MISUSE }
      next += 1
      let isNull = sqlite3_value_type(value) == SQLITE_NULL
      switch column {
      case .run:
        // Text such as '3' is the number, as in a comparison with an INTEGER column.
        let isNumber = sqlite3_value_numeric_type(value) == SQLITE_INTEGER
        arguments.run = isNumber ? sqlite3_value_int64(value) : nil
      case .step:
        guard !isNull else { continue }
        guard sqlite3_value_numeric_type(value) == SQLITE_INTEGER else { return SQLITE_OK }
        arguments.step = sqlite3_value_int64(value)
      default:
        arguments.player =
          isNull ? nil : sqlite3_value_text(value).map { String(cString: $0) }
      }
    }
    switch table.rows(arguments) {
    case .success(let found): rows = found
    case .failure(let failure): return failure.code
    }
    return SQLITE_OK
  }

  func answer(_ column: Int32, in context: OpaquePointer?) -> Int32 {
    let row = rows[place]
    switch ParameterColumn(rawValue: column) {
    case .coordinateIndex: sqlite3_result_int64(context, Int64(row.index))
    case .value: sqlite3_result_double(context, row.value)
    case .isNaN: sqlite3_result_int(context, row.value.isNaN ? 1 : 0)
    case .run: arguments.run.map { sqlite3_result_int64(context, $0) }
    case .step: arguments.step.map { sqlite3_result_int64(context, $0) }
    case .player:
      let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      sqlite3_result_text(context, row.player, -1, copy)
    case nil: break
    }
    return SQLITE_OK
  }
}
