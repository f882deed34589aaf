/// Takes the pixels of a nearest-neighbour resize from an image's rows as they arrive.
struct NearestSampler {
  private let colour: PillowColour
  private let columns: [Int]
  private let rows: [Int]
  private let width: Int
  private var nextRow = 0
  private var nextOutput = 0
  private var pixels: [UInt8] = []

  init(width: Int, height: Int, colour: PillowColour, toWidth newWidth: Int, height newHeight: Int) {
    self.colour = colour
    self.width = newWidth
    columns = NearestSampling.positions(from: width, to: newWidth)
    rows = NearestSampling.positions(from: height, to: newHeight)
    pixels.reserveCapacity(newWidth * newHeight * 3)
  }

  /// The next row of 8-bit samples.
  mutating func push8(_ row: UnsafePointer<UInt8>) {
    while nextOutput < rows.count, rows[nextOutput] == nextRow {
      colour.append8(row, at: columns, to: &pixels)
      nextOutput += 1
    }
    nextRow += 1
  }

  /// The next row of 16-bit samples.
  mutating func push16(_ row: UnsafePointer<UInt16>) {
    while nextOutput < rows.count, rows[nextOutput] == nextRow {
      colour.append16(row, at: columns, to: &pixels)
      nextOutput += 1
    }
    nextRow += 1
  }

  /// The resized image, once all rows have come.
  var result: PixelBuffer { PixelBuffer(width: width, height: rows.count, pixels: pixels) }
}
