import Glibc

/// A convolution kernel by which images change size.
enum ResamplingFilter {
  /// A sinc windowed by a wider one, three lobes: the sharpest that rings little, for shrinking.
  case lanczos3

  /// Keys' cubic with a = −1/2 (Catmull–Rom), for enlarging.
  case cubic

  /// How far it reaches, in pixels of the coarser of the two images.
  var support: Double {
    switch self {
    case .lanczos3: 3
    case .cubic: 2
    }
  }

  /// Its height at a distance.
  func callAsFunction(_ distance: Double) -> Double {
    let x = abs(distance)
    guard x < support else { return 0 }
    switch self {
    case .lanczos3:
      return x == 0 ? 1 : sin(.pi * x) / (.pi * x) * sin(.pi * x / 3) / (.pi * x / 3)
    case .cubic:
      return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2
    }
  }
}
