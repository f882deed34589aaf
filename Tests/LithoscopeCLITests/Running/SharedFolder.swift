import Foundation

/// What lies outside of the repository: reference data beside the checkout and the user's weights.
enum SharedFolder {
  /// The folder `shared/data` in the first parent folder that has one.
  static let data: String? = {
    var place = URL(fileURLWithPath: #filePath)
    while place.path != "/" {
      place.deleteLastPathComponent()
      let data = place.appendingPathComponent("shared/data").path
      if FileManager.default.fileExists(atPath: data) { return data }
    }
    return nil
  }()

  /// A file of the reference data, if it is there.
  static func file(_ name: String) -> String? {
    guard let data, FileManager.default.fileExists(atPath: "\(data)/\(name)") else { return nil }
    return "\(data)/\(name)"
  }

  /// The folder of the user's models.
  static let models: String = {
    let environment = ProcessInfo.processInfo.environment
    if let own = environment["LITHOSCOPE_MODELS"] { return own }
    let data = environment["XDG_DATA_HOME"] ?? "\(NSHomeDirectory())/.local/share"
    return "\(data)/lithoscope/models"
  }()

  static let weights = "\(models)/vgg16.safetensors"
  static var hasWeights: Bool { FileManager.default.fileExists(atPath: weights) }
}
