import CVips

/// Samples to RGB as Pillow's `convert("RGB")` does it: profiles are not looked at, alpha is dropped.
struct PillowColour {
  /// What an opened image's samples mean to Pillow.
  enum Kind: Equatable {
    case grey
    case rgb
    case cmyk

    /// A single 16-bit channel, mode `I;16`, whose values above 255 Pillow clips rather than scales.
    case deepGrey

    /// Several 16-bit channels, of which Pillow reads the high bytes.
    case deepGreyAlpha
    case deepRGB
  }

  let kind: Kind
  let channels: Int

  /// What a JPEG of so many components means.
  init(jpegChannels channels: Int) {
    self.channels = channels
    kind = channels == 1 ? .grey : channels == 3 ? .rgb : .cmyk
  }

  /// Nil for what Pillow has no mode for, or none that converts.
  init?(_ raster: Raster) {
    channels = raster.bands
    let isCMYK = raster.interpretation == VIPS_INTERPRETATION_CMYK
    switch (raster.format, raster.bands) {
    case (VIPS_FORMAT_UCHAR, 1...2): kind = .grey
    case (VIPS_FORMAT_UCHAR, 4...5) where isCMYK: kind = .cmyk
    case (VIPS_FORMAT_UCHAR, 3...4): kind = .rgb
    case (VIPS_FORMAT_USHORT, 1): kind = .deepGrey
    case (VIPS_FORMAT_USHORT, 2): kind = .deepGreyAlpha
    case (VIPS_FORMAT_USHORT, 3...4) where !isCMYK: kind = .deepRGB
    default: return nil
    }
  }

  /// The RGB values of the pixels at `columns` of a row of 8-bit samples.
  func append8(_ row: UnsafePointer<UInt8>, at columns: [Int], to out: inout [UInt8]) {
    for column in columns {
      let i = column * channels
      switch kind {
      case .rgb: out.append(contentsOf: UnsafeBufferPointer(start: row + i, count: 3))
      case .cmyk:
        let black = row[i + 3]
        for ink in 0..<3 { out.append(Self.light(ink: row[i + ink], black: black)) }
      default: out.append(contentsOf: repeatElement(row[i], count: 3))
      }
    }
  }

  /// The same for 16-bit samples.
  func append16(_ row: UnsafePointer<UInt16>, at columns: [Int], to out: inout [UInt8]) {
    for column in columns {
      let i = column * channels
      switch kind {
      case .deepRGB: for sample in 0..<3 { out.append(UInt8(row[i + sample] >> 8)) }
      case .deepGreyAlpha: out.append(contentsOf: repeatElement(UInt8(row[i] >> 8), count: 3))
      default: out.append(contentsOf: repeatElement(UInt8(min(row[i], 255)), count: 3))
      }
    }
  }

  /// Pillow's formula (`cmyk2rgb` in `Convert.c`): paper less black, less ink's share of it, where the share
  /// is the rounded product of two fractions of 255.
  static func light(ink: UInt8, black: UInt8) -> UInt8 {
    let paper = 255 - Int(black)
    let product = Int(ink) * paper + 128
    let share = (product >> 8 + product) >> 8
    return UInt8(max(0, min(255, paper - share)))
  }
}
