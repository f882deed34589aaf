import CHDF5

extension WeightsFormat {
  /// The version of libhdf5 beneath, such as `1.10.8`.
  public static var hdf5LibraryVersion: String {
    HDF5Library.exclusively {
      var (major, minor, release): (UInt32, UInt32, UInt32) = (0, 0, 0)
      guard H5get_libversion(&major, &minor, &release) >= 0 else { return "unknown" }
      return "\(major).\(minor).\(release)"
    }
  }
}
