/// A class of rock that ``RockPainter`` can draw.
///
/// The raw value is the folder name and label of the class, in lower case.
public enum RockKind: String, CaseIterable, Sendable {
  /// Folded light and dark bands around eyes of feldspar.
  case gneiss
  /// Pale ground with turbulent veins.
  case marble
  /// Fine groundmass with zoned feldspar laths and dark hornblende.
  case andesite
  /// Interlocking quartz grains with iron staining.
  case quartzite
  /// Thin contorted flow bands with quartz, sanidine and gas holes.
  case rhyolite
  /// Wavy glittering mica lamellae around garnets.
  case schist

  /// What the drawing shows, in a few words, such as "banded gneiss".
  public var summary: String {
    switch self {
    case .gneiss: "banded gneiss"
    case .marble: "veined marble"
    case .andesite: "porphyritic andesite"
    case .quartzite: "iron-stained quartzite"
    case .rhyolite: "flow-banded rhyolite"
    case .schist: "garnet mica schist"
    }
  }

  /// Keeps the pictures of two kinds apart that are asked for with the same seed; it must never change,
  /// or every picture would.
  var seedSalt: UInt64 {
    switch self {
    case .gneiss: 1
    case .marble: 2
    case .andesite: 3
    case .quartzite: 4
    case .rhyolite: 5
    case .schist: 6
    }
  }
}
