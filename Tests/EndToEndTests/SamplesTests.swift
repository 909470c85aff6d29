import Foundation
import Testing

@Suite("saddlebag data and samples")
struct SamplesTests {
  @Test("The data sets are listed, and one is opened and described")
  func data() throws {
    let folder = try TemporaryFolder()
    let list = try folder.saddlebag("data")
    #expect(list.status == 0)
    for name in ["ring", "grid", "spiral", "swiss-roll", "gaussian", "digits", "fashion-mnist"] {
      #expect(list.output.contains("\n\(name) ") || list.output.hasPrefix("\(name) "))
    }
    let ring = try folder.saddlebag("data", "ring:modes=5")
    #expect(ring.status == 0)
    #expect(ring.output.contains("65536 of shape 2"))
    #expect(ring.output.contains("5: mode 0"))
    let bad = try folder.saddlebag("data", "ring:modes=no")
    #expect(bad.status == 64 && bad.output.isEmpty)
  }

  @Test("A packed IDX file is unpacked into the cache once, and a damaged copy is made again")
  func cache() throws {
    let folder = try TemporaryFolder()
    let cache = folder.url.appending(path: "cache")
    let images = folder.url.appending(path: "train-images-idx3-ubyte")
    try Data([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 255, 255, 0]).write(to: images)
    let gzip = Process()
    gzip.executableURL = URL(filePath: "/bin/gzip")
    gzip.arguments = [images.path]
    try gzip.run()
    gzip.waitUntilExit()
    func describe() throws -> Invocation {
      try Invocation(
        ["data", images.path + ".gz"], in: folder.url, environment: ["XDG_CACHE_HOME": cache.path])
    }
    let first = try describe()
    #expect(first.output.contains("2 of shape 1 × 2 × 1"), "\(first.output)\(first.errors)")
    let copies = try FileManager.default.contentsOfDirectory(
      at: cache.appending(path: "saddlebag"), includingPropertiesForKeys: nil)
    #expect(copies.count == 1)
    let good = try Data(contentsOf: copies[0])
    #expect(good.count == 20)
    try Data(repeating: 7, count: 20).write(to: copies[0])
    #expect(try describe().output == first.output)
    #expect(try Data(contentsOf: copies[0]) == good)

    var packed = try Data(contentsOf: images.appendingPathExtension("gz"))
    packed[packed.count - 12] ^= 0xFF
    try packed.write(to: images.appendingPathExtension("gz"))
    try FileManager.default.removeItem(at: copies[0])
    let damaged = try describe()
    #expect(damaged.status == 65, "\(damaged.errors)")
    #expect(damaged.errors.contains("gzip file") || damaged.errors.contains("unpacks to"))
    let left = try FileManager.default.contentsOfDirectory(atPath: cache.path + "/saddlebag")
    #expect(left.isEmpty, "no half copy is left: \(left)")
  }

  @Test("Without the package, Fashion-MNIST says how to install it")
  func missing() throws {
    let folder = try TemporaryFolder()
    let run = try Invocation(
      ["data", "fashion-mnist"], in: folder.url, environment: ["XDG_DATA_DIRS": folder.url.path])
    #expect(run.status == 66)
    #expect(run.errors.contains("apt-get install dataset-fashion-mnist"))
  }

  @Test("A run without pictures is said to have none")
  func none() throws {
    let folder = try TemporaryFolder()
    _ = try folder.saddlebag("train", "bilinear", "--steps", "3", "--quiet")
    let run = try folder.saddlebag("samples", "1")
    #expect(run.status == 66 && run.errors.contains("no pictures of samples"))
    let cadence = try folder.saddlebag("train", "bilinear", "--samples-every", "2")
    #expect(cadence.status == 64 && cadence.errors.contains("generates no samples"))
  }
}
