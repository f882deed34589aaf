import Hummingbird

/// Why a request was not answered, as clients are told: problem details after RFC 9457.
struct Problem: Error, Sendable, Equatable {
  /// The kind of problem; each has one status and one title.
  enum Kind: String, Sendable, CaseIterable {
    case badRequest = "bad-request"
    case unauthorized
    case forbidden
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case timeOut = "time-out"
    case tooLarge = "too-large"
    case unsupportedMedia = "unsupported-media"
    case unanswerable
    case tooManyRequests = "too-many-requests"
    case busy
    case internalError = "internal-error"
    case notReady = "not-ready"
  }

  /// The kind.
  let kind: Kind
  /// One sentence that ends in a remedy.
  private(set) var detail: String
  /// Seconds after which it is worth trying again.
  var retryAfter: Int?
  /// Whether nothing more is read of the connection: the request's body is not wanted.
  var closes = false

  /// A problem.
  init(_ kind: Kind, _ detail: String, retryAfter: Int? = nil, closes: Bool = false) {
    self.kind = kind
    self.detail = detail
    self.retryAfter = retryAfter
    self.closes = closes
  }

  /// The status that goes with the kind.
  var status: HTTPResponse.Status { kind.status }

  /// The same without paths of this machine.
  func hiding(_ paths: HiddenPaths) -> Problem {
    var problem = self
    problem.detail = paths.hidden(in: detail)
    return problem
  }
}

extension Problem.Kind {
  /// The status that goes with it.
  var status: HTTPResponse.Status {
    switch self {
    case .badRequest: .badRequest
    case .unauthorized: .unauthorized
    case .forbidden: .forbidden
    case .notFound: .notFound
    case .methodNotAllowed: .methodNotAllowed
    case .timeOut: .requestTimeout
    case .tooLarge: .contentTooLarge
    case .unsupportedMedia: .unsupportedMediaType
    case .unanswerable: .unprocessableContent
    case .tooManyRequests, .busy: .tooManyRequests
    case .internalError: .internalServerError
    case .notReady: .serviceUnavailable
    }
  }

  /// What all problems of the kind have in common, in a few words.
  var title: String {
    switch self {
    case .badRequest: "The request cannot be read"
    case .unauthorized: "A token is needed"
    case .forbidden: "This is not allowed"
    case .notFound: "There is nothing here"
    case .methodNotAllowed: "Not with this method"
    case .timeOut: "It took too long"
    case .tooLarge: "Too large"
    case .unsupportedMedia: "Of the wrong kind"
    case .unanswerable: "The question has no answer"
    case .tooManyRequests: "Too many requests"
    case .busy: "Too much to do"
    case .internalError: "Something went wrong here"
    case .notReady: "Not ready"
    }
  }
}
