import Imaging
import Neural
import Testing

@testable import Descriptors

@Suite struct DescriptorTests {
  @Test("Names, sizes and needs are those that are documented")
  func all() throws {
    #expect(
      Descriptor.all.map(\.name) == [
        "fusion", "vgg16-block4", "vgg16-block5", "vgg16-fc1", "vgg16-fc2", "rgb-histogram",
        "lab-histogram", "lbp", "thumbnail",
      ])
    #expect(Descriptor.all.map(\.dimension) == [1792, 512, 512, 4096, 4096, 512, 512, 256, 436])
    #expect(
      Descriptor.all.map(\.model) == [
        .convolutions, .convolutions, .convolutions, .full, .full, .none, .none, .none, .none,
      ])
    #expect(
      Descriptor.all.map { $0.taps.map(\.layer) } == [
        ["block4_conv3", "block5_conv1"], ["block4_conv3"], ["block5_conv3"], ["fc1"], ["fc2"], [], [], [],
        [],
      ])
    #expect(Descriptor.standard == .fusion && Descriptor.fusion.isWhitened)
    for descriptor in Descriptor.all { #expect(try Descriptor.named(descriptor.name) == descriptor) }
  }

  @Test("Less of the model is satisfied by more")
  func models() {
    let needs: [Descriptor.Model] = [.full, .none, .convolutions]
    #expect(needs.sorted() == [.none, .convolutions, .full])
  }

  @Test("Without weights the network's descriptors are refused with the command, the others work")
  func noWeights() throws {
    let error = #expect(throws: DescriptorError.self) {
      try DescriptorExtractor([.lbp, .vgg16FC2], input: .standard, weights: nil)
    }
    #expect(error?.description.contains("`lithoscope model pull vgg16-full`") == true)
    let extractor = try DescriptorExtractor([.lbp, .rgbHistogram], input: .standard, weights: nil)
    let preparer = ImagePreparer([.lbp, .rgbHistogram], input: .standard)
    let image = PixelBuffer(width: 3, height: 3, filledWith: .white)
    let vectors = try extractor.describe([try preparer.prepare(image.png())])[0].get()
    #expect(vectors == [LocalBinaryPattern.describe(image), RGBHistogram.describe(image)])
    let one = try extractor.describe([try preparer.prepare(image.png())], wanted: [1])[0].get()
    #expect(one == [[], RGBHistogram.describe(image)])
    #expect(try extractor.describe([]).isEmpty)
  }

  @Test("A vector without length or of no number has no direction")
  func unitLength() {
    #expect(UnitLength.scaled([3, 4] as [Float]) == [0.6, 0.8])
    #expect(UnitLength.scaled([0, 0] as [Float]) == nil)
    #expect(UnitLength.scaled([1, .nan] as [Float]) == nil)
    #expect(UnitLength.scaled([1, .infinity] as [Float]) == nil)
    // The squares of these do not fit a Float.
    #expect(UnitLength.scaled([3e30, 4e30] as [Float]).map { abs($0[0] - 0.6) < 1e-6 } == true)
    #expect(UnitLength.scaled([3e-30, 4e-30] as [Float]).map { abs($0[0] - 0.6) < 1e-6 } == true)
  }
}
