import Descriptors
import Neural

/// How much of a model is trained.
public enum TrainingDepth: String, Sendable, CaseIterable {
  /// Only the head, on features that VGG16 has computed once: seconds to minutes.
  case head
  /// The head, then VGG16 from `block5_conv1` on with it.
  case block5
  /// The head, then all of VGG16 with it.
  case all

  /// The first layer that changes; nil where the network stays as it is.
  public var firstTrainedLayer: String? {
    switch self {
    case .head: nil
    case .block5: "block5_conv1"
    case .all: "block1_conv1"
    }
  }

  /// The features that a model starts from when nothing else is asked for, never whitened: a whitening belongs to a
  /// collection and changes with it.
  public var defaultBase: Descriptor {
    switch self {
    case .head: Descriptor.fusion.withoutWhitening
    case .block5, .all: Self.tunedBase
    }
  }

  /// The default's colours and texture with the last layers of two blocks, so that all of the fifth is trained.
  private static let tunedBase: Descriptor = {
    guard let base = try? Descriptor.named("lab-histogram+lbp:0.5+vgg16-block4+vgg16-block5") else {
      preconditionFailure("the base of tuned models is composed of what there is not")
    }
    return base
  }()
}
