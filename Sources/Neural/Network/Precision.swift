/// The number format a network computes in; its results are 32-bit floats either way.
public enum Precision: String, Sendable, CaseIterable {
  /// 32-bit floats; Winograd convolutions where the engine has them.
  case f32
  /// 16-bit brain floats with 32-bit accumulation, for processors with AVX-512 BF16 or AMX.
  case bf16
}
