#include <stdatomic.h>

#include "kernels.h"

static atomic_bool is_avoided;

void litho_avoid_fast_bytes(bool avoid) { atomic_store_explicit(&is_avoided, avoid, memory_order_relaxed); }

bool litho_bytes_are_fast(void) {
#ifdef LITHO_HAS_FAST_BYTES
  return !atomic_load_explicit(&is_avoided, memory_order_relaxed) && __builtin_cpu_supports("avx512f") &&
         __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vnni");
#else
  return false;
#endif
}
