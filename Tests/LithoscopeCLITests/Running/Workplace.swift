import Foundation
import Testing

/// A folder of its own in which a test runs the program; it goes with this object.
final class Workplace {
  /// Absolute.
  let path: String
  /// Where the program looks for models.
  var models: String
  private let logs: String
  private var runs = 0

  /// A workplace without any model.
  init() throws {
    let parent = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
    path = "\(parent)/lithoscope-cli-\(UUID().uuidString)"
    logs = path + ".logs"
    models = path + ".models"
    for folder in [path, logs, models] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    }
  }

  deinit {
    for folder in [path, logs, path + ".models"] { try? FileManager.default.removeItem(atPath: folder) }
  }

  /// A name for a file beside the workplace.
  func newName() -> String {
    runs += 1
    return "\(logs)/\(runs)"
  }

  /// Starts the program and returns at once.
  func start(_ arguments: String...) throws -> LithoscopeProcess {
    try LithoscopeProcess(arguments, in: self, environment: ["LITHOSCOPE_MODELS": models])
  }

  /// Starts the program with a list of arguments.
  func start(_ arguments: [String]) throws -> LithoscopeProcess {
    try LithoscopeProcess(arguments, in: self, environment: ["LITHOSCOPE_MODELS": models])
  }

  /// Runs the program to its end.
  @discardableResult
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
    let own = ["LITHOSCOPE_MODELS": models].merging(environment) { $1 }
    return try LithoscopeProcess(arguments, in: self, environment: own).wait()
  }

  /// Runs the program with a list of arguments.
  @discardableResult
  func run(_ arguments: [String]) throws -> Outcome {
    try LithoscopeProcess(arguments, in: self, environment: ["LITHOSCOPE_MODELS": models]).wait()
  }

  /// Runs a shell script, which finds the program as `$LITHOSCOPE`.
  func shell(_ script: String) throws -> Outcome {
    try LithoscopeProcess(script: script, in: self, environment: ["LITHOSCOPE_MODELS": models]).wait()
  }

  /// Writes a file into the workplace, and the folders above it.
  func write(_ bytes: [UInt8], to name: String) throws {
    let file = URL(fileURLWithPath: "\(path)/\(name)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// The bytes of a file in the workplace.
  func read(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }

  /// Every file below a folder, relative to it, by name.
  func files(below folder: String) -> [String] {
    (FileManager.default.enumerator(atPath: "\(path)/\(folder)")?.allObjects as? [String] ?? []).sorted()
  }

  func copy(_ from: String, to name: String) throws {
    let source = from.hasPrefix("/") ? from : "\(path)/\(from)"
    try FileManager.default.copyItem(atPath: source, toPath: "\(path)/\(name)")
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }
}
