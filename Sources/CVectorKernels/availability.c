#include "kernels.h"

bool litho_bytes_are_fast(void) {
#ifdef LITHO_HAS_FAST_BYTES
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512vnni");
#else
  return false;
#endif
}
