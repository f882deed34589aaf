import Descriptors
import Testing

@testable import Lithoscope

/// What is asked for, what is there and what descriptors need, brought together.
@Suite struct InputChoiceTests {
  private let usual: [Descriptor] = [.fusion, .vgg16Block5]
  private let tied: [Descriptor] = [.vgg16Block4, .vgg16Pool5]

  @Test("Without anything asked for, sizes are automatic, and square where a layer needs it")
  func defaults() throws {
    #expect(try InputChoice().input(for: usual) == .standard)
    #expect(try InputChoice().input(for: [.lbp]) == .standard)
    for descriptor in [Descriptor.vgg16FC1, .vgg16FC2, .vgg16Pool5] {
      #expect(try InputChoice().input(for: usual + [descriptor]) == .square)
    }
  }

  @Test(
    "What is there stays",
    arguments: [
      NetworkInput.square, .standard, NetworkInput(size: .side(320)),
      NetworkInput(square: .keras),
    ])
  func stored(input: NetworkInput) throws {
    for rebuilds in [false, true] {
      #expect(try InputChoice(stored: input, rebuilds: rebuilds).input(for: usual) == input)
    }
  }

  @Test("What is asked for goes before what is there; whether that compares is another question")
  func asked() throws {
    #expect(
      try InputChoice(size: .side(320), stored: .square).input(for: usual) == NetworkInput(size: .side(320)))
    #expect(try InputChoice(size: .square, stored: .standard).input(for: tied) == .square)
    #expect(
      try InputChoice(preprocessing: .keras, stored: .standard).input(for: tied)
        == NetworkInput(square: .keras))
    #expect(
      try InputChoice(preprocessing: .standard, stored: NetworkInput(square: .keras)).input(for: usual)
        == .standard)
    #expect(
      try InputChoice(preprocessing: .keras, size: .square).input(for: usual) == NetworkInput(square: .keras))
  }

  @Test("Keras makes squares only", arguments: [Preprocessing.keras, .kerasRaw])
  func keras(way: Preprocessing) {
    for size in [InputSize.automatic, .side(224)] {
      #expect(throws: InputChoiceError.sizeOfKeras(way)) {
        try InputChoice(preprocessing: way, size: size).input(for: usual)
      }
      #expect(throws: InputChoiceError.sizeOfKeras(way)) {
        try InputChoice(size: size, stored: NetworkInput(square: way)).input(for: usual)
      }
    }
  }

  @Test("A layer tied to squares is refused with other sizes, and beside them, but not when all is made anew")
  func tiedLayers() throws {
    for size in [InputSize.automatic, .side(224)] {
      #expect(throws: InputChoiceError.sizeOfTiedLayer(descriptor: "vgg16-pool5")) {
        try InputChoice(size: size).input(for: tied)
      }
    }
    #expect(
      throws: InputChoiceError.otherSizeStored(descriptor: "vgg16-pool5", size: "320", folder: "photos")
    ) {
      try InputChoice(stored: NetworkInput(size: .side(320)), folder: "photos").input(for: tied)
    }
    #expect(try InputChoice(stored: .standard, rebuilds: true).input(for: tied) == .square)
    #expect(try InputChoice(stored: .square).input(for: tied) == .square)
  }

  @Test(
    "Each refusal is a sentence with a remedy",
    arguments: [
      (InputChoiceError.sizeOfKeras(.keras), "--preprocessing default"),
      (.sizeOfTiedLayer(descriptor: "vgg16-fc2"), "leave --input-size out"),
      (
        .otherSizeStored(descriptor: "vgg16-block4+vgg16-fc1", size: "auto", folder: "my photos"),
        "`lithoscope index 'my photos' --descriptor 'vgg16-block4+vgg16-fc1' --rebuild`"
      ),
    ])
  func sentences(error: InputChoiceError, remedy: String) {
    #expect(error.description.contains(remedy), "\(error)")
    #expect(error.description.hasSuffix("."))
  }
}
