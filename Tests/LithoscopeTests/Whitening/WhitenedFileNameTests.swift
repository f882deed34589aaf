import Testing

@testable import Lithoscope

@Suite("Names of files of whitened vectors")
struct WhitenedFileNameTests {
  @Test("Each follows the vector file that it belongs to, and none is used twice in a row")
  func names() {
    #expect(VectorFileName.whitened("lbp.f32", after: nil) == "lbp.whitened.f32")
    #expect(VectorFileName.whitened("lbp.f32", after: "lbp.whitened.f32") == "lbp.whitened.2.f32")
    #expect(VectorFileName.whitened("lbp.f32", after: "lbp.whitened.9.f32") == "lbp.whitened.10.f32")
    #expect(VectorFileName.whitened("lbp.2.f32", after: "lbp.whitened.9.f32") == "lbp.2.whitened.f32")
    let long = String(repeating: "a", count: 90)
    #expect(VectorFileName.whitened(long + ".f32", after: "\(long).whitened.f32") == "\(long).whitened.2.f32")
    for old in ["lbp.whitened.\(Int.max).f32", "lbp.whitened.x.f32", "lbp.whitened.", "lbp.f32", "x"] {
      #expect(VectorFileName.whitened("lbp.f32", after: old) != old)
    }
  }
}
