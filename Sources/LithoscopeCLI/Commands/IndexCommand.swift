import ArgumentParser
import Descriptors
import Imaging
import Lithoscope
import Neural

/// `lithoscope index FOLDER`
struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Describe every image of a folder, so that it can be searched.",
    discussion: """
      Images are found by their content, in all sub-folders; the name of an image's folder becomes its label. \
      Run it again after adding, changing or removing images: only what is new is computed. It can be stopped \
      at any moment and goes on where it was.

        lithoscope index photos
        lithoscope index photos --descriptor fusion --descriptor colour+texture:0.5+vgg16-block3+block4-gem3
        lithoscope index /media/read-only/photos --collection ~/photos-index

      Descriptors: \(Descriptor.all.map { "\($0.name) (\($0.summary))" }.joined(separator: "; ")).

      Any convolution of VGG16 is one, vgg16-block1_conv1 to vgg16-block5_conv3, of which vgg16-block1 to \
      vgg16-block5 are the last of their blocks: averaged over the image, or with -max, -std (standard deviation) \
      or -gem3 (generalised mean with that exponent) after the name; and so is vgg16-pool5, what the fully \
      connected layers see. Join up to 16 with +, each with a weight after a colon if it should count more or \
      less than 1, and end with @whitened to whiten the whole for the collection. colour, texture and deep are \
      short for lab-histogram, lbp and vgg16-block4.

      What `lithoscope train` has made is a descriptor too, by its file:

        lithoscope index photos --descriptor granites.safetensors

      The collection keeps a copy of the model and knows it by its name from then on: --descriptor granites. \
      Images become its input as when it was trained.

      The network sees an image at its own aspect, with the area of 224×224 pixels, small images with less \
      (--input-size auto). vgg16-pool5, vgg16-fc1 and vgg16-fc2 need 224×224 pixels, which then are the input \
      for all descriptors of the collection.

      With --index vectors are searched by another kind of index: exact looks at all of them, hnsw walks through a \
      graph of neighbours, annoy through trees in the file format of that package. Approximate ones find nearly \
      all; how much, is measured and said. The collection keeps the choice. auto, the default, takes what pays for \
      the number of vectors; `lithoscope evaluate FOLDER --index KIND` measures that.

        lithoscope index photos --index hnsw
      """)

  @Argument(help: "The folder of images.", completion: .directory)
  var folder: String

  @Option(
    help: ArgumentHelp(
      "Keep Lithoscope's files in DIR instead of FOLDER/.lithoscope, for folders that cannot be written.",
      valueName: "dir"), completion: .directory)
  var collection: String?

  @Option(
    name: .customLong("descriptor"),
    help: ArgumentHelp(
      "A descriptor to compute, or a trained model's file; repeat for several in one pass. Default: those of the "
        + "collection, or \(Descriptor.standard.name).", valueName: "name"),
    transform: { try DescriptorReference($0) })
  var descriptors: [DescriptorReference] = []

  @Option(
    help: ArgumentHelp(
      "How images become the network's input: default, keras (exactly as Keras' load_img and "
        + "preprocess_input), keras-raw (as keras, no mean taken away). Default: the collection's.",
      valueName: "name"))
  var preprocessing: Preprocessing?

  @Option(
    help: ArgumentHelp(
      "How large the network sees images: auto, a number of pixels from 32 to 1024 whose square is the area, or "
        + "square (224×224, aspect not kept). Default: the collection's, or auto.", valueName: "size"),
    transform: { try InputSize(named: $0) })
  var inputSize: InputSize?

  @Option(
    help: ArgumentHelp(
      "Compute in f32, or in bf16 on processors that have it (`lithoscope doctor` shows the difference). "
        + "Default: the collection's, or f32.", valueName: "format"))
  var precision: Precision?

  @Option(help: ArgumentHelp("Threads for the network and for decoding.", valueName: "n"))
  var threads: Int?

  @Option(
    name: .customLong("max-megapixels"),
    help: ArgumentHelp("Refuse images of more than N million pixels.", valueName: "n"))
  var maxMegapixels: Int?

  @Option(
    help: ArgumentHelp(
      "How the collection is searched: \(IndexPreference.allCases.map(\.rawValue).joined(separator: ", ")). "
        + "Default: as before, or auto.", valueName: "kind"))
  var index: IndexPreference?

  @OptionGroup(title: "Index options") var indexArguments: IndexArguments

  @Flag(help: "Throw away the vectors that are there and compute all of them anew.")
  var rebuild = false

  @Flag(help: "If another process is indexing the collection, wait until it has finished.")
  var wait = false

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must be between 1 and 1024.")
    }
    if let maxMegapixels, !(1...100_000).contains(maxMegapixels) {
      throw ValidationError("--max-megapixels must be between 1 and 100000.")
    }
    try indexArguments.check(with: index)
  }

  func run() throws {
    let images = try ImageCollection(folder: folder, storedAt: collection)
    var options = IndexOptions()
    options.descriptors = try images.described(by: descriptors)
    options.preprocessing = preprocessing
    options.inputSize = inputSize
    options.precision = precision
    if let threads { options.threads = threads }
    options.limits = maxMegapixels.map { DecodingLimits(maxPixels: $0 * 1_000_000) }
    options.index = index.map { indexArguments.settings($0) }
    options.rebuilds = rebuild
    options.waits = wait
    options.whenWaiting = { Terminal.complain("Waiting for \($0), which is indexing this collection.") }

    let bar = IndexingBar()
    Interruption.catchOnce()
    let report = try bar.during {
      try images.index(options) { progress in
        Interruption.beginWork()
        bar.update(progress)
        return Interruption.hasHappened ? .stop : .proceed
      }
    }
    if json { try JSONOutput.print(IndexOutput(report)) } else { say(report) }
    if report.wasStopped {
      Terminal.complain("\(Interruption.message)")
      throw ExitCode(Interruption.exitCode)
    }
  }

  private func say(_ report: IndexReport) {
    for failure in report.failed {
      Terminal.complain("\(Terminal.printable(failure.path)): \(failure.reason)")
    }
    var line =
      "\(report.added) added, \(report.updated) updated, \(report.removed) removed, "
      + "\(report.unchanged) unchanged, \(report.failed.count) failed"
    line += " in \(Seconds.text(report.seconds))"
    if report.imagesPerSecond > 0 { line += " (\(Seconds.rate(report.imagesPerSecond)) images/s)" }
    Terminal.print(line + ".")
    for index in report.indexes where index.wasBuilt { Terminal.print(IndexText.built(index)) }
    if report.added + report.updated + report.removed + report.unchanged + report.failed.count == 0 {
      Terminal.complain(
        "There are no images in \(Terminal.printable(folder)); hidden files and other kinds of files do not count."
      )
    }
  }
}

extension Preprocessing: ExpressibleByArgument {}
extension Precision: ExpressibleByArgument {}
