import Testing

@testable import SaddleStore

@Suite("Network file systems")
struct NetworkFileSystemTests {
  private static let table = """
    22 1 0:21 / / rw,relatime - ext4 /dev/sda1 rw
    30 22 0:40 / /home rw,relatime shared:5 - nfs4 server:/home rw,vers=4.2
    31 30 0:41 / /home/ada/local\\040disk rw - xfs /dev/sdb1 rw
    32 22 0:42 / /mnt rw - ext4 /dev/sdc1 rw
    33 22 0:43 / /mnt rw - fuse.sshfs ada@server: rw
    """

  @Test(
    "The innermost mount that holds a path decides, the last of several at one point",
    arguments: [
      ("/home/ada/runs", "nfs4"), ("/home", "nfs4"), ("/homework", "ext4"), ("/", "ext4"),
      ("/home/ada/local disk/runs", "xfs"), ("/mnt/runs", "fuse.sshfs"),
    ])
  func innermost(path: String, type: String) {
    #expect(NetworkFileSystem.mountedType(of: path, in: Self.table) == type)
  }

  @Test("A table of nonsense says nothing")
  func nonsense() {
    #expect(NetworkFileSystem.mountedType(of: "/a", in: "\\ - \n1 2 3 4 / -\n\n") == nil)
  }
}
