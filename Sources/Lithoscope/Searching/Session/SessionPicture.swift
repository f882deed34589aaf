import Catalog
import Descriptors
import Glibc
import Imaging

/// A picture that is to be looked at: an upload's bytes, or a member's file.
public struct SessionPicture: Sendable {
  private enum Source {
    case bytes([UInt8])
    case file(String)
  }

  /// As it is called in answers.
  public let name: String
  private let source: Source

  /// An upload.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    source = .bytes(bytes)
  }

  /// A member's file.
  public init(_ image: SnapshotImage, in collection: ImageCollection) {
    name = image.path
    // Paths of the catalog never lead out of the folder, see ``RelativePath``.
    source = .file("\(collection.layout.images)/\(image.path)")
  }

  /// Decodes it, no larger than `side` pixels.
  ///
  /// - Throws: ``QueryError``.
  public func decode(fitting side: Int, limits: DecodingLimits) throws(QueryError) -> DecodedImage {
    let decoder = ImageDecoder(limits: limits)
    do {
      return switch source {
      case .bytes(let bytes): try decoder.decode(bytes, fitting: side)
      case .file(let path): try decoder.decode(path: path, fitting: side)
      }
    } catch {
      throw QueryError(path: name, reason: "\(error)")
    }
  }

  /// Prepares all of it for a descriptor.
  ///
  /// - Throws: ``QueryError``.
  func prepare(with preparer: ImagePreparer) throws(QueryError) -> PreparedImage {
    do {
      return switch source {
      case .bytes(let bytes): try preparer.prepare(bytes)
      case .file(let path): try preparer.prepare(path: path)
      }
    } catch {
      throw QueryError(path: name, reason: "\(error)")
    }
  }

  /// Prepares a part of it, as if the part had been saved as an image of its own.
  ///
  /// - Returns: the part, where it lies in the upright image, and how large that is.
  /// - Throws: ``QueryError``.
  func prepare(_ region: QueryRegion, with preparer: ImagePreparer, limits: DecodingLimits)
    throws(QueryError) -> (image: PreparedImage, rectangle: PixelRectangle, whole: (width: Int, height: Int))
  {
    let size = try decode(fitting: Preprocessing.workingSide, limits: limits).metadata
    do {
      let rectangle = try region.rectangle(width: size.width, height: size.height)
      let side = QueryPicture.decodingSide(size, for: rectangle, limits: limits)
      let image = try decode(fitting: side, limits: limits).pixels
      let part = image.cropped(to: QueryPicture.scaled(rectangle, from: size, to: image))
      return (try preparer.prepare(part.png()), rectangle, (size.width, size.height))
    } catch let error as QueryError {
      throw error
    } catch {
      throw QueryError(path: name, reason: "\(error)")
    }
  }
}
