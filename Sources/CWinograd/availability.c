#include "CWinograd.h"

bool litho_winograd_available(void) {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("fma");
#else
  return false;
#endif
}

bool litho_winograd_optimised(void) {
#ifdef __OPTIMIZE__
  return true;
#else
  return false;
#endif
}
