import Testing

@testable import Lithoscope

/// A disk that is not there must not cost the collection.
@Suite struct VanishedFolderTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
    for seed in 0..<3 { try folder.write(try Picture.png(seed), to: "photos/\(seed).png") }
    try collection.index(.colours)
  }

  @Test("When every image is gone, the run is refused and nothing is changed")
  func everythingGone() throws {
    try folder.move("photos", to: ".away")
    #expect(throws: CollectionError.allImagesGone(folder: folder.path)) { try collection.index() }
    #expect(try collection.status().images == 3)
    try folder.move(".away", to: "photos")
    #expect(try collection.index().counts == [0, 0, 0, 3, 0])
  }

  @Test("A note that lies beside is no image and changes nothing about that")
  func onlyANoteIsLeft() throws {
    try folder.write(Array("The photos are on the blue disk.".utf8), to: "readme.txt")
    try folder.move("photos", to: ".away")
    #expect(throws: CollectionError.allImagesGone(folder: folder.path)) { try collection.index() }
    #expect(try collection.status().images == 3)
  }

  @Test("A rebuild is refused before the vectors are thrown away")
  func rebuild() throws {
    try folder.move("photos", to: ".away")
    #expect(throws: CollectionError.allImagesGone(folder: folder.path)) {
      try collection.index(.using(.rgbHistogram, rebuilding: true))
    }
    try folder.move(".away", to: "photos")
    #expect(try collection.search("photos/0.png").matches.count == 2)
    #expect(try collection.index().counts == [0, 0, 0, 3, 0])
  }

  @Test("Where another image has come, the others may go")
  func replaced() throws {
    try folder.move("photos", to: ".away")
    try folder.write(try Picture.png(9), to: "new.png")
    #expect(try collection.index().counts == [1, 0, 3, 0, 0])
  }

  @Test("Images that moved are not gone")
  func moved() throws {
    try folder.move("photos", to: "pictures")
    #expect(try collection.index().counts == [3, 0, 3, 0, 0])
    #expect(try collection.status().images == 3)
  }
}
