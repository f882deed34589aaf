import Catalog
import Descriptors
import Imaging
import Testing

@testable import Lithoscope

/// Images that wait for others of their size.
@Suite struct WaitingImagesTests {
  private func item(_ seed: Int, _ width: Int, _ height: Int, input: NetworkInput = .standard) throws
    -> WaitingImages.Item
  {
    let image = try ImagePreparer([.vgg16Block4], input: input)
      .prepare(Picture.png(seed, width: width, height: height))
    let digest = try #require(ContentDigest([UInt8](repeating: UInt8(seed), count: 32)))
    return WaitingImages.Item(digest: digest, image: image, lacking: [0], files: [try file("\(seed).png")])
  }

  private func file(_ path: String) throws -> FoundFile {
    FoundFile(path: try #require(RelativePath(path)), stamp: FileStamp(byteSize: 1, modifiedNanoseconds: 1))
  }

  @Test("Images gather by size, and come out in the order in which they came")
  func sizes() throws {
    var waiting = WaitingImages()
    let (wide, tall) = (NetworkSize(width: 272, height: 176), NetworkSize(width: 176, height: 272))
    #expect(try waiting.add(item(1, 90, 60)) == 1)
    #expect(try waiting.add(item(2, 60, 90)) == 1)
    #expect(try waiting.add(item(3, 90, 60)) == 2)
    #expect(!waiting.areTooMany)
    #expect(waiting.take(tall).map { $0.files[0].path.string } == ["2.png"])
    #expect(waiting.take(tall).isEmpty)
    #expect(try waiting.add(item(4, 60, 90)) == 1)
    #expect(waiting.takeMost().map { $0.files[0].path.string } == ["1.png", "3.png"])
    #expect(waiting.take(wide).isEmpty)
    #expect(waiting.takeMost().map { $0.files[0].path.string } == ["4.png"])
    #expect(waiting.takeMost().isEmpty)
  }

  @Test("Files of one content wait together, and not after it has gone")
  func sameContent() throws {
    var waiting = WaitingImages()
    let first = try item(1, 90, 60)
    #expect(try !waiting.join(file("copy.png"), first.digest))
    _ = waiting.add(first)
    #expect(try waiting.join(file("copy.png"), first.digest))
    #expect(waiting.takeMost()[0].files.map(\.path.string) == ["1.png", "copy.png"])
    #expect(try !waiting.join(file("late.png"), first.digest))
  }

  @Test("No more wait than is good for memory: 64, and fewer large ones")
  func bounds() throws {
    var waiting = WaitingImages()
    for seed in 1...63 { _ = waiting.add(try item(seed, 28 + seed % 3, 28)) }
    #expect(!waiting.areTooMany)
    _ = waiting.add(try item(64, 28, 28))
    #expect(waiting.areTooMany)
    var large = WaitingImages()
    let input = NetworkInput(size: .side(1024))
    for seed in 1...4 {
      #expect(!large.areTooMany)
      _ = large.add(try item(seed, 28, 28, input: input))
    }
    #expect(large.areTooMany)
    _ = large.takeMost()
    #expect(!large.areTooMany)
  }
}
