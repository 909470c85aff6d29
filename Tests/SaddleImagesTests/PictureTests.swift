import SaddleImages
import Testing

@Suite("Pictures of samples")
struct PictureTests {
  @Test("Tiles stand in rows, enlarged, −1 black and 1 white")
  func grid() {
    let samples: [Float] = [-1, 1, 0, .nan] + [9, -9, 1, 1] + [-1, -1, -1, -1]
    let picture = SampleGrid.picture(samples, shape: [2, 2, 1], columns: 2)
    #expect(picture.width == 2 * 60 + 4 && picture.height == 2 * 60 + 4)
    func pixel(_ x: Int, _ y: Int) -> UInt8 { picture.pixels[y * picture.width + x] }
    #expect([pixel(4, 4), pixel(59, 4), pixel(4, 59), pixel(59, 59)] == [0, 255, 128, 128])
    #expect([pixel(64, 4), pixel(119, 4)] == [255, 0])
    #expect(pixel(0, 0) == 48)
    #expect(pixel(119, 119) == 48, "the fourth tile is empty")
  }

  @Test("Colors keep their order")
  func colors() {
    let picture = SampleGrid.picture([1, -1, 0], shape: [1, 1, 3])
    let start = (4 * picture.width + 4) * 3
    #expect(Array(picture.pixels[start..<(start + 3)]) == [255, 0, 128])
  }

  @Test(
    "The frame of a scatter depends on the real points alone, and shows generated ones in color")
  func scatter() {
    let real: [Float] = [-1, -1, 1, 1, -1, 1, 1, -1]
    let scatter = ScatterPicture(real: real)
    let none = scatter.picture([])
    let one = scatter.picture([0, 0])
    #expect(none.width == one.width && none.height == one.height)
    let changed = (0..<(one.width * one.height)).filter { pixel in
      (0..<3).contains { none.pixels[3 * pixel + $0] != one.pixels[3 * pixel + $0] }
    }
    #expect(!changed.isEmpty && changed.count < 40)
    let columns = changed.map { $0 % one.width }
    let rows = changed.map { $0 / one.width }
    #expect((columns.min() ?? 0) > 72 + 230 && (columns.max() ?? 0) < 72 + 250)
    #expect((rows.min() ?? 0) > 36 + 230 && (rows.max() ?? 0) < 36 + 250)
  }

  @Test("Points that lie outside or are NaN are counted, not drawn; nothing traps")
  func outside() {
    let scatter = ScatterPicture(real: [0, 0, 1, 1])
    let wild = scatter.picture([.nan, 0, 1e30, 0, .infinity, 1])
    #expect(wild != scatter.picture([]))
    _ = ScatterPicture(real: []).picture([0, 0])
    _ = ScatterPicture(real: [1, 1]).picture([1, 1])
    _ = ScatterPicture(real: [3e38, 0, -3e38, 0]).picture([1, 1])
    _ = ScatterPicture(real: [1e-30, 0, 2e-30, 0]).picture([1, 1])
  }
}
