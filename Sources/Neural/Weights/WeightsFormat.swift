/// The formats of weights that can be read, recognised by their first bytes and not by the name.
public enum WeightsFormat: String, Sendable, CaseIterable {
  /// The canonical form: <https://github.com/huggingface/safetensors>.
  case safetensors
  /// Keras' own files, `.h5`, `.hdf5` and `.weights.h5`.
  case hdf5
  /// Networks exported from any framework.
  case onnx

  /// The format of the file at `path`.
  ///
  /// - Throws: ``WeightsError/unrecognised(path:)`` or ``WeightsError/unreadable(path:reason:)``.
  public static func recognise(_ path: String) throws -> WeightsFormat {
    let file = try MappedFile(path: path)
    guard let format = file.withUnsafeBytes(recognise) else { throw WeightsError.unrecognised(path: path) }
    return format
  }

  /// HDF5's signature stands at the start, or after a user block of 512 bytes or a power of two more.
  private static let hdf5Signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]
  private static let hdf5SignatureOffsets = [0, 512, 1024, 2048]

  private static func recognise(_ bytes: UnsafeRawBufferPointer) -> WeightsFormat? {
    for offset in hdf5SignatureOffsets where bytes.count >= offset + hdf5Signature.count {
      if bytes[offset..<offset + hdf5Signature.count].elementsEqual(hdf5Signature) { return .hdf5 }
    }
    if bytes.count > Safetensors.lengthFieldBytes, bytes[Safetensors.lengthFieldBytes] == UInt8(ascii: "{"),
      Safetensors.headerLength(in: bytes) != nil
    {
      return .safetensors
    }
    return ONNXModel.looksLikeONNX(bytes) ? .onnx : nil
  }
}
