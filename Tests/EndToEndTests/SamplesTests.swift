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

  @Test("A GAN's samples are drawn and measured, and a resumed run draws the same")
  func generated() throws {
    let folder = try TemporaryFolder()
    let game = [
      "train", "wgan-gp", "--data", "ring:rows=600", "--set", "hidden=8", "--set", "batch=16",
      "--samples-every", "2", "--quality-every", "3", "--quiet",
    ]
    #expect(try Invocation(game + ["--steps", "6"], in: folder.url).status == 0)
    #expect(try Invocation(game + ["--steps", "4"], in: folder.url).status == 0)
    #expect(try folder.saddlebag("train", "--resume", "2", "--steps", "6", "--quiet").status == 0)

    let list = try folder.saddlebag("samples", "1")
    for step in [0, 2, 4, 6] { #expect(list.output.contains("step \(step): ")) }
    for run in ["1", "2"] {
      let all = try folder.saddlebag("samples", run, "--all", "--output", "pictures\(run)")
      #expect(all.output == "wrote 4 pictures to pictures\(run)\n", "\(all.errors)")
    }
    func picture(_ path: String) throws -> Data {
      try Data(contentsOf: folder.url.appending(path: path))
    }
    for step in [0, 2, 4, 6] {
      let whole = try picture("pictures1/samples-\(step).png")
      #expect(whole.starts(with: [0x89, 0x50, 0x4E, 0x47]))
      #expect(try picture("pictures2/samples-\(step).png") == whole)
    }
    #expect(try folder.saddlebag("samples", "1", "--step", "5", "-o", "one.png").status == 0)
    #expect(try picture("one.png") == picture("pictures1/samples-4.png"))
    #expect(try folder.saddlebag("samples", "1", "--step", "-1").status == 66)
    #expect(try folder.saddlebag("samples", "1", "-o", "no/such/folder.png").status == 74)

    func metrics(_ run: Int, from step: Int) throws -> String {
      try folder.saddlebag(
        "query",
        """
        select step, name, value from metric where runID = \(run) and step >= \(step) and name in
          ('slicedW2', 'coveredModes', 'highQualityFraction') order by step, name
        """, "--format", "csv"
      ).output
    }
    let whole = try metrics(1, from: 0)
    #expect(whole.split(separator: "\n").count == 1 + 3 * 3)
    #expect(try metrics(2, from: 5) == metrics(1, from: 5))
  }

  @Test("The classifier of labeled images is trained once and kept, and changes no number")
  func classifier() throws {
    let folder = try TemporaryFolder()
    var images = ""
    var labels = ""
    for row in 0..<30 {
      images += row % 2 == 0 ? "1,0,1,0\n" : "0,\(row),0,\(row)\n"
      labels += "\(row % 2)\n"
    }
    for (name, text) in [("images.csv", images), ("labels.csv", labels)] {
      try text.write(
        to: folder.url.appending(path: name), atomically: true, encoding: .utf8)
    }
    func train() throws -> Invocation {
      try Invocation(
        [
          "train", "wgan-gp", "--data", "images.csv:shape=2x2:range=0,30:labels=labels.csv",
          "--steps", "1", "--set", "hidden=4", "--set", "batch=8",
        ], in: folder.url, environment: ["XDG_CACHE_HOME": folder.url.path])
    }
    let first = try train()
    #expect(first.status == 0 && first.errors.contains("Training the classifier"))
    let second = try train()
    #expect(second.status == 0 && second.errors.isEmpty, "\(second.errors)")
    let values = try folder.saddlebag(
      "query",
      """
      select name, count(*), count(distinct value) from metric
      where step = 1 and name in ('featureFrechetDistance', 'classifierScore') group by name
      order by name
      """, "--format", "csv")
    #expect(values.output.hasSuffix("classifierScore,2,1\nfeatureFrechetDistance,2,1\n"))
  }
}
