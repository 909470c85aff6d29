import Foundation
import SaddleData
import Testing

@Suite("Naming data")
struct SpecificationTests {
  @Test(
    "A mistake in a specification is a sentence with the next move",
    arguments: [
      ("circle", "there is no data set 'circle'"),
      ("", "there is no data set ''"),
      ("ring:modes", "data 'ring' takes no setting 'modes'"),
      ("ring:", "data 'ring' takes no setting ''"),
      ("ring:node=3", "data 'ring' takes no setting 'node=3'"),
      ("ring:modes=0", "setting 'modes' of data 'ring' cannot be '0'"),
      ("ring:modes=x", "setting 'modes' of data 'ring' cannot be 'x'"),
      ("ring:radius=nan", "setting 'radius' of data 'ring' cannot be 'nan'"),
      (
        "ring:rows=9999999999999999999",
        "setting 'rows' of data 'ring' cannot be '9999999999999999999'"
      ),
      ("ring:seed=-1", "setting 'seed' of data 'ring' cannot be '-1'"),
      ("ring:modes=3:modes=4", "data 'ring' is given 'modes' twice"),
      (
        "gaussian:deviations=1:covariance=1",
        "data 'gaussian' takes deviations or a covariance, not both"
      ),
      ("gaussian:deviations=-1", "setting 'deviations' of data 'gaussian' cannot be '-1'"),
      ("gaussian:covariance=1,2", "the covariance of data 'gaussian' is not square: 1 rows of 2"),
      (
        "gaussian:covariance=1,2;3,1",
        "the covariance of data 'gaussian' is not symmetric: entries (2, 1) and (1, 2) differ"
      ),
      (
        "gaussian:covariance=1,2;2,1", "the covariance of data 'gaussian' has a negative eigenvalue"
      ),
      ("gaussian:covariance=1,x", "there is no data set '1,x'"),
      (
        "gaussian:mean=1",
        "the mean of data 'gaussian' has 1 values and the covariance 2 rows"
      ),
    ])
  func mistakes(specification: String, message: String) throws {
    let error = try #require(throws: DataError.self) {
      _ = try Dataset(specification: specification)
    }
    #expect(error.code == .invalidSpecification)
    #expect(error.message == message)
    #expect(error.hint != nil)
  }

  @Test("A file is opened by its path, with shape, range and labels")
  func file() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a,b,c,d\n0,1,2,4\n4,3,2,1\n", to: "images:1.csv")
    #expect(try Dataset(specification: path).table.values == [0, 1, 2, 4, 4, 3, 2, 1])
    let plain = try folder.write("a,b,c,d\n0,1,2,4\n4,3,2,1\n", to: "images.csv")
    let labels = try folder.write("7\n0\n", to: "labels.csv")
    let data = try Dataset(specification: "\(plain):shape=2x2:range=0,4:labels=\(labels)")
    #expect(data.sampleShape == [2, 2, 1])
    #expect(data.samples(rows: [1, 0]) == [1, 0.5, 0, -0.5, -1, -0.5, 0, 1])
    #expect(data.labels?[0] == 7)
    #expect(data.labels?.classCount == 8)
    let padded = try Dataset(specification: "\(plain):shape=2x2:range=0,4:pad=4")
    #expect(padded.sampleShape == [4, 4, 1])
    #expect(
      padded.samples(rows: [0])
        == [-1, -1, -1, -1, -1, -1, -0.5, -1, -1, 0, 1, -1, -1, -1, -1, -1])
  }

  @Test(
    "What does not fit a file is refused",
    arguments: [
      (":shape=3x2", "hold 4 values, which do not fill 3x2"),
      (":shape=x", "cannot be 'x'"), (":shape=0x4", "cannot be '0x4'"),
      (":range=4,0", "cannot be '4,0'"), (":pad=4", "only images can be padded"),
      (":shape=2x2:pad=1", "do not fit in 1 × 1"), (":modes=3", "takes no setting"),
      (":labels=SELF", "should label 2 samples"),
    ])
  func unfit(settings: String, part: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("0,1,2,4\n4,3,2,1\n", to: "images.csv")
    let settings = settings.replacingOccurrences(of: "SELF", with: path)
    let error = try #require(throws: DataError.self) {
      _ = try Dataset(specification: path + settings)
    }
    #expect(error.message.contains(part), "\(error.message)")
  }

  @Test("A path to nothing is said to be missing")
  func missing() throws {
    let error = try #require(throws: DataError.self) {
      _ = try Dataset(specification: "./no.csv:pad=3")
    }
    #expect(error.code == .missing)
    #expect(error.message == "there is no file './no.csv'")
  }

  @Test("Labels must be small whole numbers")
  func labels() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("0,1\n4,3\n", to: "x.csv")
    for bad in ["0\n-1\n", "0\n256\n", "0.5\n1\n"] {
      let labels = try folder.write(bad, to: "labels.csv")
      let error = try #require(throws: DataError.self) {
        _ = try Dataset(specification: "\(path):labels=\(labels)")
      }
      #expect(error.code == .invalidData)
    }
  }
}
