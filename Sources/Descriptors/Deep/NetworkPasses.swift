import Imaging
import Neural

/// The passes through the network that a set of descriptors needs: one for all that listen to VGG16 as it was
/// published, and one more for each trained model with convolutions of its own.
final class NetworkPasses {
  /// What the network answered to a batch.
  struct Maps {
    fileprivate let byPass: [[Tap: Tensor]]
    fileprivate let passes: [Int?]

    /// What a descriptor hears where it listens.
    subscript(descriptor: Int, tap: Tap) -> Tensor? { passes[descriptor].flatMap { byPass[$0][tap] } }
  }

  private let runners: [NetworkRunner]
  /// For each descriptor the place of its runner; nil where pixels are enough.
  private let passes: [Int?]

  /// - Parameters:
  ///   - weights: VGG16's as published.
  ///   - run: prepares a pass with some weights.
  /// - Throws: ``DescriptorError/weightsMissing(descriptor:model:)``.
  init(
    _ descriptors: [Descriptor], weights: Weights?, run: (_ taps: [Tap], _ weights: Weights) -> NetworkRunner
  ) throws {
    // Descriptors by the digest of the model whose convolutions they need; empty for the published ones.
    var keys: [String] = []
    var members: [String: [Descriptor]] = [:]
    let places: [Int?] = descriptors.map { descriptor in
      guard descriptor.isDeep else { return nil }
      let key = descriptor.learned.map { $0.isTuned ? $0.digest : "" } ?? ""
      if !keys.contains(key) { keys.append(key) }
      members[key, default: []].append(descriptor)
      return keys.firstIndex(of: key)
    }
    passes = places
    runners = try keys.map { key in
      let group = members[key] ?? []
      guard let weights else {
        throw DescriptorError.weightsMissing(
          descriptor: group[0].name, model: group.map(\.model).max()?.rawValue ?? "")
      }
      var taps: [Tap] = []
      for tap in group.flatMap(\.taps) where !taps.contains(tap) { taps.append(tap) }
      let tuned = key.isEmpty ? nil : group[0].learned
      return run(taps, tuned?.weights(over: weights) ?? weights)
    }
  }

  /// Runs the passes that some of the descriptors need.
  ///
  /// - Parameters:
  ///   - images: of one size, at least one.
  ///   - places: the descriptors that are wanted.
  /// - Throws: the network's error.
  func run(_ images: [PixelBuffer], for places: Set<Int>) throws -> Maps {
    let needed = Set(places.compactMap { passes[$0] })
    let byPass = try runners.enumerated().map { place, runner -> [Tap: Tensor] in
      guard needed.contains(place) else { return [:] }
      return Dictionary(uniqueKeysWithValues: zip(runner.taps, try runner.run(images)))
    }
    return Maps(byPass: byPass, passes: passes)
  }
}
