import CHDF5

/// One dataset, read as float32 once it is known to be what it should.
struct HDF5Dataset {
  let file: hid_t
  let name: String
  let path: String
  let layer: String

  /// The sizes of float16, float32 and float64.
  private static let floatSizes = [2, 4, 8]
  /// A chunk is decompressed whole, so it may not be much larger than the tensor.
  private static let chunkSlack = 1 << 20

  /// - Throws: ``HDF5WeightsError`` or ``WeightsError/wrongShape(tensor:expected:found:origin:)``.
  func floats(tensor: String, shape: [Int]) throws -> [Float] {
    guard let dataset = HDF5Handle(H5Dopen2(file, name, chdf5_default_properties()), release: H5Dclose),
      let type = HDF5Handle(H5Dget_type(dataset.id), release: H5Tclose),
      let space = HDF5Handle(H5Dget_space(dataset.id), release: H5Sclose),
      let creation = HDF5Handle(H5Dget_create_plist(dataset.id), release: H5Pclose)
    else { throw HDF5WeightsError.unreadable(path: path, reason: HDF5Library.lastReason) }
    guard H5Tget_class(type.id) == H5T_FLOAT, Self.floatSizes.contains(H5Tget_size(type.id)) else {
      throw unsupported("\(name) does not hold floating-point numbers of 16, 32 or 64 bits")
    }
    let found = try dimensions(of: space.id)
    guard found == shape else {
      throw WeightsError.wrongShape(tensor: tensor, expected: shape, found: found, origin: path)
    }
    let count = shape.reduce(1, *)
    try checkStorage(creation.id, count: count, elementBytes: H5Tget_size(type.id))
    let all = chdf5_all_of_space()
    let values = [Float](unsafeUninitializedCapacity: count) { buffer, initialised in
      let status = H5Dread(
        dataset.id, chdf5_native_float(), all, all, chdf5_default_properties(), buffer.baseAddress)
      initialised = status >= 0 ? count : 0
    }
    guard values.count == count else {
      throw unsupported("its numbers cannot be read (\(HDF5Library.lastReason))")
    }
    return values
  }

  private func dimensions(of space: hid_t) throws -> [Int] {
    guard H5Sis_simple(space) > 0 else { throw unsupported("\(name) is not an array") }
    let rank = H5Sget_simple_extent_ndims(space)
    guard rank >= 0, rank <= H5S_MAX_RANK else { throw unsupported("\(name) is not an array") }
    var dimensions = [hsize_t](repeating: 0, count: max(1, Int(rank)))
    guard H5Sget_simple_extent_dims(space, &dimensions, nil) == rank else {
      throw unsupported("\(name) is not an array")
    }
    return dimensions.prefix(Int(rank)).map { Int(clamping: $0) }
  }

  /// Numbers must lie in this very file, and in chunks no larger than they need be.
  private func checkStorage(_ creation: hid_t, count: Int, elementBytes: Int) throws {
    guard H5Pget_external_count(creation) == 0 else { throw unsupported("its numbers are in another file") }
    switch H5Pget_layout(creation) {
    case H5D_COMPACT, H5D_CONTIGUOUS:
      return
    case H5D_CHUNKED:
      var chunk = [hsize_t](repeating: 0, count: Int(H5S_MAX_RANK))
      let rank = H5Pget_chunk(creation, H5S_MAX_RANK, &chunk)
      let elements = chunk.prefix(max(0, Int(rank))).reduce(Int?(1)) { product, dimension in
        guard let product, let dimension = Int(exactly: dimension) else { return nil }
        let (result, overflow) = product.multipliedReportingOverflow(by: dimension)
        return overflow ? nil : result
      }
      guard let elements, elements <= count + Self.chunkSlack / elementBytes else {
        throw unsupported("its chunks are larger than the layer")
      }
    default:
      throw unsupported("its numbers are in another file")
    }
  }

  private func unsupported(_ reason: String) -> HDF5WeightsError {
    .unsupported(path: path, layer: layer, reason: reason)
  }
}
