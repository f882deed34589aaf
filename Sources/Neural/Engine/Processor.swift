import COneDNN

/// What the processor offers to the compute engines.
public enum Processor {
  /// Cores this process may run on.
  public static let coreCount = max(1, Int(litho_core_count()))

  /// Instruction sets by oneDNN's names, widest first. They are bit sets: each holds those it extends.
  private static let instructionSets: [(set: dnnl_cpu_isa_t, name: String)] = [
    (dnnl_cpu_isa_avx512_core_amx, "AVX-512 with VNNI, BF16 and AMX"),
    (dnnl_cpu_isa_avx512_core_bf16, "AVX-512 with VNNI and BF16"),
    (dnnl_cpu_isa_avx512_core_vnni, "AVX-512 with VNNI"),
    (dnnl_cpu_isa_avx512_core, "AVX-512"),
    (dnnl_cpu_isa_avx2_vnni, "AVX2 with VNNI"),
    (dnnl_cpu_isa_avx2, "AVX2"),
    (dnnl_cpu_isa_avx, "AVX"),
    (dnnl_cpu_isa_sse41, "SSE4.1"),
  ]

  /// The widest instruction set that oneDNN may use.
  public static var instructionSet: String {
    instructionSets.first { has($0.set) }?.name ?? "without vector instructions that oneDNN knows"
  }

  /// Whether the processor multiplies 16-bit brain floats.
  public static var hasBF16: Bool { has(dnnl_cpu_isa_avx512_core_bf16) }

  private static func has(_ set: dnnl_cpu_isa_t) -> Bool {
    dnnl_get_effective_cpu_isa().rawValue & set.rawValue == set.rawValue
  }
}
