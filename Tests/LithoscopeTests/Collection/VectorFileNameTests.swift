import Descriptors
import Testing

@testable import Lithoscope

@Suite struct VectorFileNameTests {
  @Test(
    "Names keep what file systems take",
    arguments: [
      ("vgg16-block4", "vgg16-block4.f32"), ("fusion", "fusion.f32"), ("lbp@whitened", "lbp_whitened.f32"),
      ("rgb-histogram+lbp:0.5+vgg16-block5_conv1", "rgb-histogram__lbp_0.5__vgg16-block5_conv1.f32"),
    ])
  func plain(descriptor: String, file: String) {
    #expect(VectorFileName.next(descriptor, after: nil) == file)
    let stem = file.dropLast(4)
    #expect(VectorFileName.next(descriptor, after: file) == "\(stem).2.f32")
    #expect(VectorFileName.next(descriptor, after: "\(stem).2.f32") == "\(stem).3.f32")
    #expect(VectorFileName.next(descriptor, after: "\(stem).99.f32") == "\(stem).100.f32")
  }

  @Test("Long names are cut, and stay apart and countable")
  func long() throws {
    let layers = (1...5).map { "vgg16-block\($0)_conv1-gem2.5:0.3\($0)" }.joined(separator: "+")
    let names = try ["", "+lbp", "+lbp:2", "@whitened"].map { try Descriptor.named(layers + $0).name }
    let files = names.map { VectorFileName.next($0, after: nil) }
    #expect(Set(files).count == 4)
    for (name, file) in zip(names, files) {
      #expect(file.utf8.count <= 100 && file.hasPrefix("vgg16-block1_conv1-gem2.5_0.31__vgg16-"))
      let second = VectorFileName.next(name, after: file)
      #expect(second == file.dropLast(4) + ".2.f32")
      #expect(VectorFileName.next(name, after: second) == file.dropLast(4) + ".3.f32")
    }
  }
}
