import Imaging
import Neural

/// How an image becomes the numbers that VGG16 sees; ``NetworkInput`` says how many.
public enum Preprocessing: String, Sendable, CaseIterable {
  /// Upright, shrunk with antialiasing, blue-green-red minus the training mean. What Lithoscope recommends.
  case standard = "default"
  /// Exactly Keras: `load_img(target_size=(224, 224))`, which takes the nearest pixel and ignores EXIF, then
  /// `preprocess_input` (blue-green-red minus the training mean).
  case keras
  /// The pixels of Keras' `load_img` as they are: red-green-blue in 0…255, no mean taken away.
  case kerasRaw = "keras-raw"

  /// The longest side an image is decoded to before anything is computed from it, in pixels: twice what the
  /// network was trained on, so that colour and texture have more to work on and shrinking on load still helps.
  public static let workingSide = 2 * VGG16.inputSide

  /// Names the pixels that colour and texture are computed from.
  public static let pixelStamp = "pixels-\(workingSide)/1"

  /// Writes an image into its place in a batch.
  ///
  /// - Parameters:
  ///   - image: the network's pixels, `[H, W, 3]`.
  ///   - values: `[3, H, W]`, channels first.
  func fill(_ values: UnsafeMutableBufferPointer<Float>, from image: PixelBuffer) {
    let area = image.width * image.height
    precondition(values.count == 3 * area, "the image does not fill its place in the batch")
    image.pixels.withUnsafeBufferPointer { pixels in
      for plane in 0..<3 {
        // Caffe's order is blue, green, red.
        let channel = self == .kerasRaw ? plane : 2 - plane
        let mean = self == .kerasRaw ? 0 : VGG16.channelMeansBGR[plane]
        let target = values.baseAddress.map { $0 + plane * area }
        for i in 0..<area { target?[i] = Float(pixels[3 * i + channel]) - mean }
      }
    }
  }
}
