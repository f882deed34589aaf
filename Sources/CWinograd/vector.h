// Sixteen floats at a time, in clang's portable vector notation: with AVX-512 each operation below is one
// instruction.

#ifndef LITHOSCOPE_VECTOR_H
#define LITHOSCOPE_VECTOR_H

#include <stddef.h>
#include <stdint.h>

// Functions between these two use AVX-512 whatever the target of the build is; callers have asked
// `litho_winograd_available` before.
#if defined(__x86_64__)
#define LITHO_KERNELS_BEGIN \
  _Pragma("clang attribute push(__attribute__((target(\"avx512f,fma,prfchw\"))), apply_to = function)")
#define LITHO_KERNELS_END _Pragma("clang attribute pop")
#else
#define LITHO_KERNELS_BEGIN
#define LITHO_KERNELS_END
#endif

#define LITHO_INLINE static inline __attribute__((always_inline))

// Floats of a vector, and of a cache line.
enum { lanes = 16 };

typedef float vector __attribute__((ext_vector_type(16)));
// The same in memory, wherever it lies.
typedef float vector_in_memory __attribute__((ext_vector_type(16), aligned(4), may_alias));

LITHO_KERNELS_BEGIN

LITHO_INLINE vector load(const float *from) { return *(const vector_in_memory *)from; }

LITHO_INLINE void store(float *to, vector value) { *(vector_in_memory *)to = value; }

LITHO_INLINE vector splat(float value) { return (vector)value; }

// a · b + c, rounded once.
LITHO_INLINE vector fma(vector a, vector b, vector c) { return __builtin_elementwise_fma(a, b, c); }

// c − a · b, rounded once.
LITHO_INLINE vector fnma(vector a, vector b, vector c) { return __builtin_elementwise_fma(-a, b, c); }

LITHO_INLINE vector larger(vector a, vector b) { return a > b ? a : b; }

LITHO_INLINE vector relu(vector value) { return larger(value, (vector)0.0f); }

// Asks for a cache line early; the address may lie behind the end of an array.
LITHO_INLINE void prefetch_near(const float *start, size_t ahead) {
  __builtin_prefetch((const void *)((uintptr_t)start + ahead * sizeof(float)), 0, 3);
}

// The same, no nearer than the second-level cache.
LITHO_INLINE void prefetch_far(const float *start, size_t ahead) {
  __builtin_prefetch((const void *)((uintptr_t)start + ahead * sizeof(float)), 0, 2);
}

// Asks for a cache line that will be written.
LITHO_INLINE void prefetch_for_writing(float *start) { __builtin_prefetch(start, 1, 3); }

LITHO_KERNELS_END

LITHO_INLINE size_t smaller_size(size_t a, size_t b) { return a < b ? a : b; }

LITHO_INLINE size_t divided_up(size_t a, size_t b) { return (a + b - 1) / b; }

#endif
