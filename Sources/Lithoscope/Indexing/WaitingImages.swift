import Catalog
import Descriptors

/// Decoded images that wait until those of their size fill a batch.
///
/// A folder of photographs has some thirty sizes, most of them few times: so that memory stays bounded and what
/// is done is kept soon, no more than some dozens wait.
struct WaitingImages {
  /// A content without its vectors, and the files that have it.
  struct Item {
    let digest: ContentDigest
    let image: PreparedImage
    /// The places, in the descriptor set, of the vectors to compute.
    let lacking: [Int]
    /// All files with these bytes that came by since.
    var files: [FoundFile]
  }

  /// Images that may wait, and the pixels that they may have together: 12 MB.
  private static let most = 64
  private static let mostPixels = most * 256 * 256

  /// Those of each size, the first to come first.
  private var bySize: [NetworkSize?: [Item]] = [:]
  private var sizes: [ContentDigest: NetworkSize?] = [:]
  private var pixels = 0

  /// Whether some have to be described although they fill no batch.
  var areTooMany: Bool { sizes.count >= Self.most || pixels >= Self.mostPixels }

  /// Adds a file to its content, if that waits already.
  mutating func join(_ file: FoundFile, _ digest: ContentDigest) -> Bool {
    guard let size = sizes[digest], let place = bySize[size]?.firstIndex(where: { $0.digest == digest })
    else { return false }
    bySize[size]?[place].files.append(file)
    return true
  }

  /// Lets an image wait; returns how many of its size do.
  mutating func add(_ item: Item) -> Int {
    let size = item.image.networkSize
    bySize[size, default: []].append(item)
    sizes[item.digest] = .some(size)
    pixels += size?.area ?? 0
    return bySize[size]?.count ?? 0
  }

  /// Takes the images of one size.
  mutating func take(_ size: NetworkSize?) -> [Item] {
    let items = bySize.removeValue(forKey: size) ?? []
    for item in items { sizes[item.digest] = nil }
    pixels -= items.count * (size?.area ?? 0)
    return items
  }

  /// Takes those of the size that most images have; none when none wait.
  mutating func takeMost() -> [Item] {
    // Of equally many those of the smaller size, so that runs are alike.
    let order = { (a: NetworkSize?, b: NetworkSize?) in
      (a?.width ?? 0, a?.height ?? 0) < (b?.width ?? 0, b?.height ?? 0)
    }
    let most = bySize.max { a, b in
      a.value.count == b.value.count ? order(b.key, a.key) : a.value.count < b.value.count
    }
    return most.map { take($0.key) } ?? []
  }
}
