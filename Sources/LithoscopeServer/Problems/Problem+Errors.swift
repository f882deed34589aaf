import Catalog
import Descriptors
import Hummingbird
import Imaging
import Lithoscope

extension Problem {
  /// What a client is told of an error, whatever threw it. Sentences of Lithoscope's own errors end in a remedy and are
  /// handed on; nothing else is, since it might tell how the server is built.
  init(_ error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let error as QueryError: self.init(.unanswerable, error.reason)
    case let error as CollectionError: self.init(error)
    case let error as SearchRequestError: self.init(.unanswerable, error.description)
    case let error as FilterError: self.init(.badRequest, error.description)
    case let error as QueryRegionError: self.init(.badRequest, error.description)
    case let error as ImageDecodingError: self.init(.unanswerable, error.description)
    case let error as DescriptorError: self.init(.unanswerable, error.description)
    case let error as ModelError: self.init(.notReady, error.description)
    case let error as HTTPError: self.init(error)
    case is CancellationError:
      self.init(.timeOut, "The request took too long; ask for less, or try again later.")
    default:
      self.init(
        .internalError, "The request could not be answered; look into the server's log for the reason.")
    }
  }

  private init(_ error: CollectionError) {
    switch error {
    case .badCount: self.init(.badRequest, "k must be at least 1; give the number of images to find.")
    case .descriptorMissing(let name, let available, _):
      self.init(
        .unanswerable,
        "The collection has no vectors of \(name); choose one of \(available.joined(separator: ", ")).")
    case .empty, .notDescribedYet, .notIndexed: self.init(.notReady, error.description)
    case .madeDifferently, .queryNotImported: self.init(.unanswerable, error.description)
    default: self.init(.internalError, error.description)
    }
  }

  private init(_ error: HTTPError) {
    switch error.status {
    case .notFound:
      self.init(.notFound, "There is no such address; /api/openapi.json lists those that there are.")
    case .methodNotAllowed:
      self.init(.methodNotAllowed, "The address takes other methods; /api/openapi.json says which.")
    case .contentTooLarge: self.init(.tooLarge, "The body is too large; send less.", closes: true)
    default: self.init(.badRequest, "The request cannot be understood; /api/openapi.json describes what can.")
    }
  }
}
