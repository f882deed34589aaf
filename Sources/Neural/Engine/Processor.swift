import COneDNN

/// What the processor offers to the compute engine.
public enum Processor {
  /// Cores this process may run on.
  public static let coreCount = max(1, Int(litho_core_count()))

  /// The widest instruction set the engine may use, as oneDNN names it.
  public static var instructionSet: String {
    switch dnnl_get_effective_cpu_isa() {
    case dnnl_cpu_isa_sse41: "SSE4.1"
    case dnnl_cpu_isa_avx: "AVX"
    case dnnl_cpu_isa_avx2: "AVX2"
    case dnnl_cpu_isa_avx2_vnni: "AVX2 with VNNI"
    case dnnl_cpu_isa_avx512_core: "AVX-512"
    case dnnl_cpu_isa_avx512_core_vnni: "AVX-512 with VNNI"
    case dnnl_cpu_isa_avx512_core_bf16: "AVX-512 with VNNI and BF16"
    case dnnl_cpu_isa_all: "generic"
    default: "AMX or newer"
    }
  }

  /// Whether the processor multiplies 16-bit brain floats.
  public static var hasBF16: Bool {
    // Instruction sets are bit sets in oneDNN: each contains those it extends.
    let bf16 = dnnl_cpu_isa_avx512_core_bf16.rawValue
    return dnnl_get_effective_cpu_isa().rawValue & bf16 == bf16
  }
}
