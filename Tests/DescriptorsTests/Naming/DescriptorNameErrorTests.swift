import Testing

@testable import Descriptors

/// Names that say nothing, and what is said about them.
@Suite struct DescriptorNameErrorTests {
  @Test(
    "What is wrong is told apart",
    arguments: [
      ("", DescriptorNameError.empty("")), ("lbp+", .empty("lbp+")), ("+lbp", .empty("+lbp")),
      ("lbp++deep", .empty("lbp++deep")), ("@whitened", .empty("@whitened")), (":2", .empty(":2")),
      ("sift", .unknown("sift")), ("VGG16-block4", .unknown("VGG16-block4")), ("lbp ", .unknown("lbp ")),
      ("lbp-max", .unknown("lbp-max")), ("vgg19-block4", .unknown("vgg19-block4")),
      ("vgg16-block6", .unknownLayer("block6")), ("vgg16-", .unknownLayer("")),
      ("vgg16-block5_pool", .unknownLayer("block5_pool")), ("vgg16-block", .unknownLayer("block")),
      ("vgg16-block1_conv3", .unknownLayer("block1_conv3")), ("vgg16-fc3", .unknownLayer("fc3")),
      ("block4", .prefixMissing("block4")), ("lbp+fc2", .prefixMissing("fc2")),
      ("pool5+vgg16-block4", .prefixMissing("pool5")),
      ("fusion+lbp", .presetInside("fusion")), ("lbp+fusion", .presetInside("fusion")),
      ("fusion:2", .presetInside("fusion")), ("fusion@whitened", .presetInside("fusion")),
      ("vgg16-block4-median", .pooling("median", component: "vgg16-block4-median")),
      ("vgg16-block4-none", .pooling("none", component: "vgg16-block4-none")),
      ("vgg16-block4-", .pooling("", component: "vgg16-block4-")),
      ("vgg16-block4-gem", .pooling("gem", component: "vgg16-block4-gem")),
      ("vgg16-block4-gem-3", .pooling("gem-3", component: "vgg16-block4-gem-3")),
      ("vgg16-block4-gem0", .exponent("0.0", component: "vgg16-block4-gem0")),
      ("vgg16-block4-gem101", .exponent("101.0", component: "vgg16-block4-gem101")),
      ("vgg16-fc1-max", .poolingOfAll(layer: "fc1")), ("vgg16-pool5-average", .poolingOfAll(layer: "pool5")),
      ("lbp:0+deep", .weight("0", component: "lbp")), ("lbp:-1", .weight("-1", component: "lbp")),
      ("lbp:", .weight("", component: "lbp")), ("lbp:1e1", .weight("1e1", component: "lbp")),
      ("lbp:nan", .weight("nan", component: "lbp")), ("lbp:inf", .weight("inf", component: "lbp")),
      ("lbp:0x1", .weight("0x1", component: "lbp")), ("lbp:1.2.3", .weight("1.2.3", component: "lbp")),
      ("lbp:100.1", .weight("100.1", component: "lbp")), ("lbp:0.009", .weight("0.009", component: "lbp")),
      ("lbp:1:2", .weight("1:2", component: "lbp")), ("deep:½", .weight("½", component: "vgg16-block4")),
      ("lbp+texture", .twice("lbp")), ("lbp:2+colour+lbp:3", .twice("lbp")),
      ("deep+vgg16-block4_conv3", .twice("vgg16-block4")),
      ("lbp@", .ending("")), ("lbp@white", .ending("white")),
      ("lbp@whitened+colour", .ending("whitened+colour")),
      ("lbp@whitened@whitened", .ending("whitened@whitened")),
    ])
  func refused(text: String, reason: DescriptorNameError) {
    #expect(throws: reason) { try Descriptor.named(text) }
  }

  @Test(
    "Each is one sentence with a name that can be given",
    arguments: [
      DescriptorNameError.empty("+"), .unknown("sift"), .unknownLayer("block6"), .prefixMissing("block4"),
      .presetInside("fusion"), .pooling("x", component: "vgg16-block4-x"),
      .exponent("0", component: "vgg16-block4-gem0"), .poolingOfAll(layer: "fc1"),
      .weight("x", component: "lbp"), .twice("lbp"), .tooMany(17), .ending("x"),
    ])
  func sentences(error: DescriptorNameError) {
    let text = error.description
    #expect(text.hasSuffix("."))
    #expect(text.contains(";"))
    #expect(!text.contains(". "))
    // The last words of the remedy, without the punctuation, can be given as they are.
    let words = text.split(whereSeparator: { " ,;".contains($0) }).map { word in
      word.hasSuffix(".") ? String(word.dropLast()) : String(word)
    }
    #expect(words.contains { (try? Descriptor.named($0)) != nil }, "\(text)")
  }

  @Test("A long name is quoted in part")
  func long() {
    let name = String(repeating: "x", count: 10_000)
    let error = #expect(throws: DescriptorNameError.self) { try Descriptor.named(name) }
    #expect((error?.description.utf8.count ?? .max) < 400)
  }
}
