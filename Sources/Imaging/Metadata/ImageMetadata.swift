/// What a file tells about its image, apart from the pixels.
public struct ImageMetadata: Sendable, Equatable {
  /// The format its bytes begin with.
  public let format: ImageFormat

  /// Columns of the full-size image, turned upright.
  public let width: Int

  /// Rows of the full-size image, turned upright.
  public let height: Int

  /// How the camera stored it, 1 (upright) to 8, as EXIF counts. The pixels handed out are upright already.
  public let orientation: Int

  /// Pages of a document or frames of an animation, 1 or more; the first is the one decoded.
  public let pages: Int

  /// What the camera wrote, by ``ExifKey`` raw value, cleaned of control characters and bounded in length.
  public let exif: [String: String]

  /// From the size as stored, which an orientation of 5 and above swaps.
  init(
    format: ImageFormat, storedWidth: Int, storedHeight: Int, orientation: Int, pages: Int,
    exif: [String: String]
  ) {
    self.format = format
    width = orientation >= 5 ? storedHeight : storedWidth
    height = orientation >= 5 ? storedWidth : storedHeight
    self.orientation = orientation
    self.pages = pages
    self.exif = exif
  }

  /// One of the EXIF values.
  public subscript(key: ExifKey) -> String? { exif[key.rawValue] }
}

/// The EXIF values that are kept; the raw value is the key in ``ImageMetadata/exif``.
public enum ExifKey: String, Sendable, CaseIterable {
  /// When the picture was taken, `2024-05-31T12:34:56`, with the offset from UTC when the camera knew it.
  case dateTaken = "date_taken"
  /// Who made the camera.
  case cameraMake = "camera_make"
  /// The camera.
  case cameraModel = "camera_model"
  /// The lens.
  case lens
  /// Focal length in millimetres.
  case focalLength = "focal_length_mm"
  /// Aperture as an f-number.
  case fNumber = "f_number"
  /// Exposure time in seconds, a fraction such as `1/125` below one second.
  case exposureTime = "exposure_s"
  /// Sensitivity.
  case iso
  /// Degrees north of the equator, negative to the south.
  case latitude = "gps_latitude"
  /// Degrees east of Greenwich, negative to the west.
  case longitude = "gps_longitude"
  /// Metres above sea level, negative below.
  case altitude = "gps_altitude_m"
}
