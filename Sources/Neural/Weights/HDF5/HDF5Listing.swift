import CHDF5

/// The datasets of an HDF5 file, found by walking its groups.
struct HDF5Listing {
  struct Dataset: Equatable {
    /// From the root, such as `layers/conv2d_1/vars/0`.
    var path: [String]
    /// The name that Keras 3 notes on a layer's `vars` group: the layer's own, for the group is called
    /// after the class.
    var layerName: String?
  }

  private(set) var datasets: [Dataset] = []
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
    try walk(root.id, path: [], layerName: nil)
  }

  private mutating func walk(_ group: hid_t, path: [String], layerName: String?) throws(Failure) {
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
        try walk(object.id, path: path + [name], layerName: Self.nameAttribute(of: object.id) ?? layerName)
      case H5I_DATASET:
        datasets.append(Dataset(path: path + [name], layerName: layerName))
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

  /// The string attribute `name`, of variable length as h5py writes it or of fixed length.
  private static func nameAttribute(of object: hid_t) -> String? {
    guard H5Aexists(object, "name") > 0,
      let attribute = HDF5Handle(H5Aopen(object, "name", chdf5_default_properties()), release: H5Aclose),
      let type = HDF5Handle(H5Aget_type(attribute.id), release: H5Tclose),
      let space = HDF5Handle(H5Aget_space(attribute.id), release: H5Sclose),
      H5Tget_class(type.id) == H5T_STRING, H5Sget_simple_extent_npoints(space.id) == 1
    else { return nil }
    if H5Tis_variable_str(type.id) > 0 {
      var text: UnsafeMutablePointer<CChar>?
      guard H5Aread(attribute.id, type.id, &text) >= 0, let text else { return nil }
      defer { H5free_memory(text) }
      return String(validatingCString: text)
    }
    let size = H5Tget_size(type.id)
    guard size > 0, size <= nameLimit else { return nil }
    var text = [UInt8](repeating: 0, count: size)
    guard H5Aread(attribute.id, type.id, &text) >= 0 else { return nil }
    return String(validating: text.prefix { $0 != 0 && $0 != UInt8(ascii: " ") }, as: UTF8.self)
  }
}
