/// Why a request cannot be answered, whatever is in the collection.
public enum SearchRequestError: Error, Sendable, Equatable, CustomStringConvertible {
  /// No query image at all.
  case noImage
  /// A region of a query of several images.
  case regionOfSeveral(images: Int)
  /// A number of neighbours below zero.
  case badExpansion(Int)
  /// The same image is both wanted and not.
  case wantedAndNot(String)
  /// An explanation of a descriptor that cannot be taken apart.
  case noExplanation(descriptor: String)
  /// An explanation by vectors of which nobody knows what they are made of.
  case noExplanationOfImported(descriptor: String)
  /// The images that are not wanted take away everything that the query had.
  case nothingLeft

  /// The reason and the remedy.
  public var description: String {
    switch self {
    case .noImage:
      "There is no query; give at least one image that the results should look like."
    case .regionOfSeveral(let images):
      "A region is part of one image, and the query has \(images); give one image, or cut the parts out first."
    case .badExpansion(let count):
      "A query cannot be expanded by \(count) neighbours; give a number from 0, such as --expand 5."
    case .wantedAndNot(let image):
      "\(image) is both in the query and not wanted; leave it out of one of the two."
    case .noExplanation(let descriptor):
      "\(descriptor) was trained, and what it mixes cannot be taken apart again; leave --explain out, or use a "
        + "composed descriptor such as fusion."
    case .noExplanationOfImported(let descriptor):
      "The vectors of \(descriptor) were imported, and what they are made of is not known; leave --explain out, or use "
        + "a composed descriptor such as fusion."
    case .nothingLeft:
      "The images that are not wanted take everything away that the query looks for; leave some of them out."
    }
  }
}
