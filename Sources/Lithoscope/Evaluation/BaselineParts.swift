import Descriptors

/// Where the vectors of the baseline, colours and fine texture without any network, come from.
///
/// Every figure stands beside the baseline's, so it is in every evaluation, and by this name.
enum BaselineParts {
  /// What reports call it.
  static let name = "histogram+lbp"
  /// What it is.
  static let summary = "colours and fine texture, no network: the baseline"
  /// The descriptors that it is made of, each with the same share.
  static let descriptors: [Descriptor] = [.rgbHistogram, .lbp]
}
