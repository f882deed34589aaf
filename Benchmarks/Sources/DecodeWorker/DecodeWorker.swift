import ArgumentParser
import Descriptors
import Glibc
import Imaging
import WorkerConversation

/// Our side of `decode.py`: photographs from the disk to the network's 224×224 pixels, on one thread.
@main
struct DecodeWorker: ParsableCommand {
  @Argument(help: "Image files.")
  var files: [String]

  func run() throws {
    let preparer = ImagePreparer([.vgg16Block4], input: .square)
    try Worker("Lithoscope (\(ImagingLibrary.description))") {
      for file in files { _ = try preparer.prepare(path: file) }
    }.serve()
  }
}
