import Descriptors
import Imaging

/// A query image before it is described: a file, or a part of one.
struct QueryPicture {
  /// The file.
  let path: String
  /// The pixels of the part that is asked for; nil for the whole image.
  private(set) var part: PixelBuffer?
  /// Where the part lies in the upright image.
  private(set) var rectangle: PixelRectangle?

  /// A whole image; nothing is read yet.
  init(path: String) {
    self.path = path
  }

  /// A part of an image, read at once: with as many pixels as a whole image would have, if it has them, so
  /// that a small part of a large photograph is seen as sharply.
  ///
  /// - Throws: ``QueryError``.
  init(path: String, region: QueryRegion, limits: DecodingLimits) throws(QueryError) {
    self.path = path
    do {
      let decoder = ImageDecoder(limits: limits)
      let size = try decoder.decode(path: path, fitting: Preprocessing.workingSide).metadata
      let rectangle = try region.rectangle(width: size.width, height: size.height)
      let side = Self.decodingSide(size, for: rectangle, limits: limits)
      let image = try decoder.decode(path: path, fitting: side).pixels
      part = image.cropped(to: Self.scaled(rectangle, from: size, to: image))
      self.rectangle = rectangle
    } catch {
      throw QueryError(path: path, reason: "\(error)")
    }
  }

  /// Decodes it.
  ///
  /// - Throws: ``QueryError``.
  func prepare(with preparer: ImagePreparer) throws(QueryError) -> PreparedImage {
    do {
      // As if the part had been saved as an image of its own.
      if let part { return try preparer.prepare(part.png()) }
      guard let file = try ImageFile(at: path) else { throw ImageFileError.notAnImage }
      return try file.prepare(with: preparer)
    } catch {
      throw QueryError(path: path, reason: "\(error)")
    }
  }

  /// The longest side to decode the whole image to, so that the part alone has the working size; the memory for
  /// it stays below that of an image which must be held whole.
  static func decodingSide(_ size: ImageMetadata, for part: PixelRectangle, limits: DecodingLimits) -> Int {
    let longest = Double(max(size.width, size.height))
    let wanted = longest * Double(Preprocessing.workingSide) / Double(max(part.width, part.height))
    let pixels = Double(size.width) * Double(size.height)
    let affordable = longest * (Double(limits.maxPixelsHeldWhole) / pixels).squareRoot()
    return max(1, Int(min(longest, wanted, affordable).rounded(.up)))
  }

  static func scaled(_ part: PixelRectangle, from size: ImageMetadata, to image: PixelBuffer)
    -> PixelRectangle
  {
    let across = Double(image.width) / Double(size.width)
    let down = Double(image.height) / Double(size.height)
    let left = min(Int((Double(part.x) * across).rounded()), image.width - 1)
    let top = min(Int((Double(part.y) * down).rounded()), image.height - 1)
    let right = max(left + 1, Int((Double(part.right) * across).rounded()))
    let bottom = max(top + 1, Int((Double(part.bottom) * down).rounded()))
    return PixelRectangle(x: left, y: top, width: right - left, height: bottom - top)
      .intersection(image.bounds)
  }
}
