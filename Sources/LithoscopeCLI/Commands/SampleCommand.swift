import ArgumentParser
import Lithoscope

/// `lithoscope sample DIR`
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draw a collection of rock-like pictures to try Lithoscope with.",
    discussion: """
      The pictures are drawn by a program, not photographed: six classes of textures that resemble rocks. The \
      same seed draws the same pictures.

        lithoscope sample rocks
        lithoscope index rocks
      """)

  @Argument(help: "The folder to make; its sub-folders are the classes.", completion: .directory)
  var folder: String

  @Option(help: ArgumentHelp("Images in each class.", valueName: "count"))
  var perClass = 40

  @Option(help: ArgumentHelp("Side of the images in pixels.", valueName: "pixels"))
  var side = 256

  @Option(help: ArgumentHelp("Where the randomness starts.", valueName: "number"))
  var seed: UInt64 = 1

  func validate() throws {
    guard (1...10_000).contains(perClass) else {
      throw ValidationError("--per-class must be between 1 and 10000.")
    }
    guard SampleCollection.sides.contains(side) else {
      throw ValidationError(
        "--side must be between \(SampleCollection.sides.lowerBound) and \(SampleCollection.sides.upperBound)."
      )
    }
  }

  func run() throws {
    let sample = SampleCollection(imagesPerClass: perClass, side: side, seed: seed)
    let bar = ProgressBar("Drawing", unit: "images")
    try bar.during {
      try sample.write(to: folder) { done, total in bar.update(Int64(done), of: Int64(total)) }
    }
    Terminal.print(
      "Drew \(sample.count) pictures in \(sample.classes.count) classes in \(Terminal.printable(folder)). "
        + "They are drawn by a program, not photographs of rocks.")
  }
}
