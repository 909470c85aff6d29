#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Whether a file lies on another machine's disk, where SQLite's log is unsafe: its index is memory that
/// processes share, and machines share none.
enum NetworkFileSystem {
  /// Types whose files other machines see, too; not `9p`, as sandboxes of one machine are made of it.
  private static let types: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "coda", "ceph", "lustre", "beegfs",
    "gpfs", "pvfs2", "ocfs2", "gfs2", "vboxsf", "fuse.sshfs", "fuse.glusterfs", "fuse.s3fs",
    "fuse.gcsfuse", "fuse.rclone", "fuse.davfs", "fuse.ceph", "fuse.cephfs",
  ]

  /// The type of the network file system that holds a file or is to hold it; nil if it is a local one, or
  /// the system does not say.
  static func type(of path: String) -> String? {
    let folder = StoreFile.folder(of: path)
    guard let resolved = realpath(folder, nil) else { return nil }
    defer { free(resolved) }
    let whole = String(cString: resolved)
    #if canImport(Darwin)
    var system = statfs()
    guard statfs(whole, &system) == 0, system.f_flags & UInt32(MNT_LOCAL) == 0 else { return nil }
    return withUnsafeBytes(of: system.f_fstypename) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    #else
    let table = ProcessIdentity.systemFile("/proc/self/mountinfo", limit: 1 << 20)
    let found = mountedType(of: whole, in: String(decoding: table, as: UTF8.self))
    return found.flatMap { types.contains($0) ? $0 : nil }
    #endif
  }

  /// The type of the innermost mount that holds a path, by the table of proc(5): the mount point is the
  /// fifth field, the type the first after ` - `.
  static func mountedType(of path: String, in table: String) -> String? {
    var best: (length: Int, type: String)?
    for line in table.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 5, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.endIndex
      else {
        continue
      }
      let point = unescaped(fields[4])
      let isInside = point == "/" || path == point || path.hasPrefix(point + "/")
      // Of two mounts at one point the later hides the earlier.
      if isInside, point.utf8.count >= best?.length ?? 0 {
        best = (point.utf8.count, String(fields[dash + 1]))
      }
    }
    return best?.type
  }

  /// Blanks, tabs, line breaks and backslashes stand as three octal digits.
  private static func unescaped(_ field: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(field.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      if byte == UInt8(ascii: "\\"), digits.count == 3,
        let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
      {
        bytes.append(code)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Refuses to record on a network file system, unless the user takes it upon them.
  ///
  /// - Throws: `.networkFileSystem`.
  static func check(_ path: String) throws(StoreError) {
    let isAllowed = getenv(permission).map { String(cString: $0) } == "1"
    guard !isAllowed, let type = type(of: path) else { return }
    throw StoreError(
      .networkFileSystem,
      "\(path) is on a network file system (\(type)), where SQLite's log can damage the store",
      hint: "keep the store on a disk of this machine, "
        + "or set \(permission)=1 if no other machine uses it")
  }

  private static let permission = "SADDLEBAG_NETWORK_STORE"
}
