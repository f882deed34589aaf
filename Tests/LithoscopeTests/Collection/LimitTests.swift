import Catalog
import Descriptors
import Imaging
import Testing

@testable import Lithoscope

/// A limit that was raised for indexing is raised for queries.
@Suite struct LimitTests {
  let folder: TemporaryFolder
  let collection: ImageCollection

  init() throws {
    folder = try TemporaryFolder()
    collection = try folder.collection()
    try folder.write(try Picture.png(1), to: "1.png")
  }

  private func index(megapixels: Int?) throws {
    var options = IndexOptions.colours
    options.limits = megapixels.map { DecodingLimits(maxPixels: $0 * 1_000_000) }
    try collection.index(options)
  }

  @Test("The highest limit is kept; a lower one does not refuse queries")
  func highest() throws {
    let usual = DecodingLimits().maxPixels
    #expect(collection.decodingLimits.maxPixels == usual, "nothing is indexed yet")
    for (megapixels, expected) in [
      (nil, usual), (1, usual), (900, 900_000_000), (400, 900_000_000), (nil, 900_000_000),
    ] {
      try index(megapixels: megapixels)
      #expect(collection.decodingLimits.maxPixels == expected)
    }
  }

  @Test(
    "A limit in the catalog that makes no sense is not believed",
    arguments: ["", "x", "-5", "99999999999999999999"])
  func nonsense(value: String) throws {
    try index(megapixels: nil)
    try Catalog(folder: collection.layout.storage, mode: .write).setProperty("max_pixels", to: value)
    #expect(collection.decodingLimits == DecodingLimits())
  }
}
