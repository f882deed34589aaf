/// A value in the catalog that Lithoscope never writes.
struct DamagedValue: Error {
  /// What is wrong, for the end of a sentence.
  let detail: String
}
