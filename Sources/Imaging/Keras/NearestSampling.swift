/// Which original position each position of a nearest-neighbour resize takes, as Pillow computes it.
///
/// Pillow does not evaluate `floor((i + 0.5) * scale)` for each position: it adds `scale` again and again in
/// double precision (`ImagingScaleAffine` in `Geometry.c`), and where the sum lands a hair below a whole
/// number the pixel before is taken. Adding likewise gives the same pixels.
enum NearestSampling {
  /// `newLength` original positions, never decreasing, each in `0..<length`.
  static func positions(from length: Int, to newLength: Int) -> [Int] {
    let scale = Double(length) / Double(newLength)
    var position = scale * 0.5
    return (0..<newLength).map { _ in
      defer { position += scale }
      return min(length - 1, max(0, Int(position.rounded(.down))))
    }
  }
}
