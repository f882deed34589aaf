import HTTPTypes

/// Header fields that have no name of their own in HTTPTypes.
extension HTTPField.Name {
  static let referrerPolicy = named("Referrer-Policy")
  static let permissionsPolicy = named("Permissions-Policy")
  static let crossOriginOpenerPolicy = named("Cross-Origin-Opener-Policy")
  static let fetchSite = named("Sec-Fetch-Site")

  private static func named(_ name: String) -> HTTPField.Name {
    guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is no header field") }
    return field
  }
}
