import CHDF5

/// The datasets of an HDF5 file, found by walking its groups.
///
/// Attributes are never read. Keras 3 notes a layer's name in one, but as a variable-length string, and
/// libhdf5 1.10 follows a damaged one of these to any address; ``KerasLayout`` does without.
struct HDF5Listing {
  /// Each dataset's path from the root, such as `layers`, `conv2d_1`, `vars`, `0`.
  private(set) var datasets: [[String]] = []
  private var visited = 0

  /// A Keras model of some hundred layers, with its optimiser, stays far under these.
  private static let objectLimit = 100_000
  private static let depthLimit = 16
  private static let nameLimit = 1024

  enum Failure: Error { case tooComplex, unreadable }

  init(file: hid_t) throws(Failure) {
    guard let root = HDF5Handle(H5Gopen2(file, "/", chdf5_default_properties()), release: H5Gclose) else {
      throw .unreadable
    }
    try walk(root.id, path: [])
  }

  private mutating func walk(_ group: hid_t, path: [String]) throws(Failure) {
    guard path.count < Self.depthLimit else { throw .tooComplex }
    var information = H5G_info_t()
    guard H5Gget_info(group, &information) >= 0 else { throw .unreadable }
    for index in 0..<information.nlinks {
      visited += 1
      guard visited <= Self.objectLimit else { throw .tooComplex }
      guard let name = Self.linkName(group, index: index) else { continue }
      guard let object = HDF5Handle(H5Oopen(group, name, chdf5_default_properties()), release: H5Oclose)
      else {
        throw .unreadable
      }
      switch H5Iget_type(object.id) {
      case H5I_GROUP:
        try walk(object.id, path: path + [name])
      case H5I_DATASET:
        datasets.append(path + [name])
      default:
        break
      }
    }
  }

  /// The name of a hard link. Soft and external links are not followed: they lead in circles, or to
  /// other files.
  private static func linkName(_ group: hid_t, index: UInt64) -> String? {
    let defaults = chdf5_default_properties()
    var link = H5L_info_t()
    guard H5Lget_info_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, index, &link, defaults) >= 0,
      link.type == H5L_TYPE_HARD
    else { return nil }
    let length = H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, index, nil, 0, defaults)
    guard length > 0, length <= nameLimit else { return nil }
    var name = [CChar](repeating: 0, count: length + 1)
    guard
      H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, index, &name, name.count, defaults) == length
    else { return nil }
    return String(validating: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
