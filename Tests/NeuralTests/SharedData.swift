import Foundation
import Imaging

@testable import Neural

/// The golden files in `shared/` beside the checkout, and the weights that `lithoscope model pull vgg16` put
/// into the usual place.
enum SharedData {
  struct LayerStatistics: Decodable {
    let shapeChw: [Int]
    let sum: Double
    let max: Double
    let channelMeanFirst8: [Double]
    let channelMeanL2: Double

    // Written out because the snake-case strategy cannot guess the digits.
    enum CodingKeys: String, CodingKey {
      case shapeChw = "shape_chw"
      case sum, max
      case channelMeanFirst8 = "channel_mean_first8"
      case channelMeanL2 = "channel_mean_l2"
    }
  }

  /// The folder `shared` in the first parent folder that has one.
  static let folder: String? = {
    var place = URL(fileURLWithPath: #filePath)
    while place.path != "/" {
      place.deleteLastPathComponent()
      let shared = place.appendingPathComponent("shared/golden").path
      if FileManager.default.fileExists(atPath: shared) { return place.appendingPathComponent("shared").path }
    }
    return nil
  }()

  static let weightsPath: String = {
    let environment = ProcessInfo.processInfo.environment
    if let models = environment["LITHOSCOPE_MODELS"] { return "\(models)/vgg16.safetensors" }
    let data = environment["XDG_DATA_HOME"] ?? "\(NSHomeDirectory())/.local/share"
    return "\(data)/lithoscope/models/vgg16.safetensors"
  }()

  static var isComplete: Bool {
    folder != nil && FileManager.default.fileExists(atPath: weightsPath)
  }

  static func weights() throws -> Weights {
    try Weights.open(weightsPath, manifest: .vgg16Convolutions)
  }

  static func layerStatistics() throws -> [String: LayerStatistics] {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder ?? "")/golden/chelsea_layers.json"))
    return try JSONDecoder().decode([String: LayerStatistics].self, from: data)
  }

  /// The cat, Caffe mode, `[3, 224, 224]`.
  static func input() throws -> [Float] {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder ?? "")/golden/chelsea_224.png"))
    let pixels = try ImageDecoder().decode(Array(bytes), fitting: 224).pixels.pixels
    return (0..<3).flatMap { plane in
      stride(from: 2 - plane, to: pixels.count, by: 3).map {
        Float(pixels[$0]) - VGG16.channelMeansBGR[plane]
      }
    }
  }

  /// The pinned block5_pool, `[7, 7, 512]` flattened.
  static func lastPooling() throws -> [Float] {
    let path = "\(folder ?? "")/golden/chelsea_224nearest_block5_pool.npy"
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    // NumPy's format 1.0: six bytes of magic, two of version, two of header length, the header, the numbers.
    let headerLength = Int(data[8]) | Int(data[9]) << 8
    return data.dropFirst(10 + headerLength).withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
    }
  }
}
