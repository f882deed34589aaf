import Glibc
import Neural

/// Keras' own HDF5 files, by HTTPS. An interrupted download is resumed, within a pull and by the next one.
public struct KerasHDF5Source: ModelSource {
  /// Where Keras publishes its VGG16 files.
  public static let kerasURL = "https://storage.googleapis.com/tensorflow/keras-applications/vgg16"

  /// The directory with the files, without a slash at the end.
  public let baseURL: String
  /// How often a transfer that broke off is taken up again before the source gives up.
  public let attempts: Int

  /// - Parameter baseURL: A directory's address; https, or http on this machine.
  public init(baseURL: String = KerasHDF5Source.kerasURL, attempts: Int = 3) {
    precondition(attempts > 0, "at least one attempt is needed")
    self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
    self.attempts = attempts
  }

  /// The file's address.
  public func description(for model: PretrainedModel) -> String {
    model.kerasFile.map(url) ?? baseURL
  }

  /// Downloads the model's file and compares its MD5.
  ///
  /// - Throws: ``DownloadError``.
  public func fetch(
    _ model: PretrainedModel, into directory: String, progress: (PullProgress) -> Void
  ) throws -> String {
    guard let file = model.kerasFile else {
      throw ModelError.notInstalled(name: model.name, directory: directory)
    }
    let path = "\(directory)/\(file.name)"
    // Left whole by a pull that was killed before it could install.
    if (try? ContentDigest.md5(ofFile: path)) == file.md5 { return path }
    let part = "\(path).part"
    let wasResumed = try download(file, to: part, progress)
    do {
      try check(file, part)
    } catch DownloadError.mismatch where wasResumed {
      // The server's file may have changed between the two halves.
      _ = try download(file, to: part, progress)
      try check(file, part)
    }
    guard rename(part, path) == 0 else {
      throw DownloadError.unwritable(path: path, reason: String(cString: strerror(errno)))
    }
    return path
  }

  /// - Returns: Whether the file is made of more than one transfer.
  private func download(
    _ file: PretrainedModel.KerasFile, to part: String, _ progress: (PullProgress) -> Void
  ) throws -> Bool {
    var wasResumed = false
    for attempt in 1... {
      let transfer = try Transfer(url: url(file), path: part, byteLimit: file.byteLimit)
      let start = transfer.received
      wasResumed = wasResumed || start > 0
      do {
        try transfer.run { progress(.downloading(bytes: $0, total: $1)) }
        break
      } catch DownloadError.transfer where attempt < attempts && transfer.received > start {
        continue
      }
    }
    return wasResumed
  }

  private func check(_ file: PretrainedModel.KerasFile, _ part: String) throws {
    let got = try ContentDigest.md5(ofFile: part)
    guard got == file.md5 else {
      unlink(part)
      throw DownloadError.mismatch(url: url(file), want: file.md5, got: got)
    }
  }

  private func url(_ file: PretrainedModel.KerasFile) -> String { "\(baseURL)/\(file.name)" }
}
