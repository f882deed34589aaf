import Descriptors
import Foundation
import Testing

@testable import Lithoscope

/// The vectors of a trained model move with the model's file.
@Suite("Exported vectors of trained models")
struct ModelVectorsTests {
  let place: TemporaryFolder
  /// Two folders with the same pictures.
  let folders: [TemporaryFolder]

  init() throws {
    place = try TemporaryFolder()
    folders = [try TemporaryFolder(), try TemporaryFolder()]
    for folder in folders { try ColouredRocks.write(to: folder, count: 4) }
  }

  @Test("They are refused without the model, and with it as good as computed")
  func moving() throws {
    let one = try folders[0].collection()
    let model = try NearestMeans.ofColours()
    try model.write(to: place.at("colours.safetensors"))
    let descriptor = try one.descriptor(DescriptorReference(place.at("colours.safetensors")))
    try one.index(.using(descriptor))
    var exporting = ExportOptions(format: .npy)
    exporting.path = place.path
    let exported = try #require(try one.exportVectors(exporting))
    #expect(exported.vectors == place.at("colours.npy"))

    let other = try folders[1].collection()
    #expect(throws: ImportError.unknownDescriptor(path: exported.vectors, name: "colours")) {
      try other.importVectors(exported.vectors)
    }
    var options = ImportOptions()
    options.descriptor = place.at("colours.safetensors")
    #expect(try other.importVectors(exported.vectors, options).counts == [12, 0, 0, 0])
    // The collection keeps a copy, so that the file may go.
    try place.remove("colours.safetensors")
    let later = try folders[1].collection()
    #expect(try later.index().counts == [0, 0, 0, 12, 0])
    #expect(try later.importVectors(exported.vectors).counts == [0, 12, 0, 0])
    let named = try later.descriptor(DescriptorReference("colours"))
    #expect(
      try later.search("c1/rock100.png", descriptor: named).matches
        == one.search("c1/rock100.png", descriptor: descriptor).matches)
  }

  @Test("Imported names and models' names do not mix")
  func names() throws {
    let one = try folders[0].collection()
    try place.write(Array("path,v0,v1\nc1/rock100.png,1,2\n".utf8), to: "x.csv")
    var options = ImportOptions()
    options.descriptor = "colours"
    _ = try one.importVectors(place.at("x.csv"), options)
    let model = Descriptor(try NearestMeans.ofColours())
    #expect(throws: CollectionError.imported(name: "colours")) { try one.index(.using(model)) }

    let other = try folders[1].collection()
    try other.index(.using(model))
    #expect(throws: ImportError.takenName("colours")) { try other.importVectors(place.at("x.csv"), options) }
  }
}
