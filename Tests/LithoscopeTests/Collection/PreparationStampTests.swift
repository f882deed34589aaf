import Descriptors
import Testing

@testable import Lithoscope

@Suite struct PreparationStampTests {
  @Test(
    "A stamp names the network's input, the pixels and a preset's composition, as far as they apply",
    arguments: [
      (Descriptor.vgg16Block4, NetworkInput.square, "default/1"),
      (.vgg16Block4, .standard, "default/2-auto"), (.lbp, .standard, "pixels-448/1"),
      (.vgg16FC2, NetworkInput(square: .kerasRaw), "keras-raw/1"),
      (
        .fusion, .standard,
        "default/2-auto;pixels-448/1;lab-histogram+lbp:0.5+vgg16-block4+vgg16-block5_conv1@whitened"
      ),
    ])
  func text(descriptor: Descriptor, input: NetworkInput, text: String) {
    let stamp = PreparationStamp(descriptor, input)
    #expect(stamp.text == text)
    #expect(PreparationStamp(text) == stamp)
  }

  @Test("Joined by hand, the name says the composition")
  func joined() throws {
    let descriptor = try Descriptor.named("lbp:2+vgg16-block3")
    #expect(PreparationStamp(descriptor, .standard).text == "default/2-auto;pixels-448/1")
    let pixels = try Descriptor.named("colour+texture")
    #expect(PreparationStamp(pixels, .standard).text == "pixels-448/1")
  }

  @Test(
    "The options of a rebuild say what differs",
    arguments: [
      ("default/1", "default/2-auto", " --input-size auto"),
      ("default/1", "keras/1", " --preprocessing keras"),
      ("default/2-auto", "keras-raw/1", " --preprocessing keras-raw"),
      ("keras/1", "default/2-320", " --preprocessing default --input-size 320"),
      ("default/2-auto", "default/1", " --input-size square"),
      ("default/0", "default/2-auto", " --preprocessing default --input-size auto"),
    ])
  func options(has: String, asked: String, options: String) {
    #expect(PreparationStamp(asked).options(insteadOf: PreparationStamp(has)) == options)
  }
}
