// What the kernels share: how they are compiled, and one query's products with rows of bytes.

#ifndef LITHOSCOPE_KERNELS_H
#define LITHOSCOPE_KERNELS_H

#include <math.h>

#include "CVectorKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define LITHO_HAS_FAST_BYTES 1
// Functions between these two use AVX-512 whatever the target of the build is; callers have asked
// `litho_bytes_are_fast` before.
#define LITHO_TARGET "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,f16c,fma"
#define LITHO_PRAGMA(text) _Pragma(#text)
#define LITHO_KERNELS_FOR(target_text) \
  LITHO_PRAGMA(clang attribute push(__attribute__((target(target_text))), apply_to = function))
#define LITHO_KERNELS_BEGIN LITHO_KERNELS_FOR(LITHO_TARGET)
#define LITHO_KERNELS_END _Pragma("clang attribute pop")
#endif

// What runs where there is no AVX-512, compiled a second time for AVX2; the system takes the right one.
#if defined(__x86_64__) && defined(__linux__)
#define LITHO_FOR_MANY_PROCESSORS __attribute__((target_clones("default", "avx2")))
#else
#define LITHO_FOR_MANY_PROCESSORS
#endif

#define LITHO_INLINE static inline __attribute__((always_inline))

// Bytes in a vector register and in a cache line.
enum { line = 64 };

// The weight of a query's high level over its low one.
static const float level_ratio = 254.0f;

// A bound on how far the product of a unit query with an encoded row is from that with the row in single precision.
//
// Cauchy and Schwarz give the length of what the encoding leaves. Roundings add (dimension / 16 + some) half units
// in the last place of a float, twice: the products are summed in sixteen lanes, here and in full precision (Higham,
// "Accuracy and Stability of Numerical Algorithms", 2002, section 3.1).
LITHO_INLINE float bound_of(double left_squared, double length_squared, size_t dimension) {
  const double half_unit = 0x1p-24, other_roundings = 32;
  double roundings = ((double)dimension / 8 + other_roundings) * half_unit;
  return (float)((sqrt(left_squared) + roundings * sqrt(length_squared)) * (1 + 1e-6));
}

// MARK: Any processor

// Integers are exact, so the order of summation is free; the sum fits for strides up to 2^16.
LITHO_INLINE float plain_similarity(const litho_byte_query *query, const uint8_t *codes, float scale,
                                    size_t stride) {
  int32_t high = 0, low = 0;
  for (size_t i = 0; i < stride; i++) {
    int32_t code = (int32_t)codes[i] - 128;
    high += code * query->high[i];
    low += code * query->low[i];
  }
  return ((float)high * level_ratio + (float)low) * (scale * query->scale);
}

// MARK: AVX-512 VNNI

#ifdef LITHO_HAS_FAST_BYTES
LITHO_KERNELS_BEGIN

// The sums of each lane of four vectors.
LITHO_INLINE __m128 lane_sums(__m512 a, __m512 b, __m512 c, __m512 d) {
  // Pairs of vectors are folded into the halves of one, twice; then each quarter belongs to one vector.
  __m512 ab = _mm512_add_ps(_mm512_shuffle_f32x4(a, b, 0x44), _mm512_shuffle_f32x4(a, b, 0xEE));
  __m512 cd = _mm512_add_ps(_mm512_shuffle_f32x4(c, d, 0x44), _mm512_shuffle_f32x4(c, d, 0xEE));
  __m512 sums = _mm512_add_ps(_mm512_shuffle_f32x4(ab, cd, 0x88), _mm512_shuffle_f32x4(ab, cd, 0xDD));
  sums = _mm512_add_ps(sums, _mm512_permute_ps(sums, 0xB1));
  sums = _mm512_add_ps(sums, _mm512_permute_ps(sums, 0x4E));
  return _mm512_castps512_ps128(
      _mm512_permutexvar_ps(_mm512_setr_epi32(0, 4, 8, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), sums));
}

// What the sums start from, so that codes count from 128: −128 times the query, lane by lane.
LITHO_INLINE __m512i offset_of(const int8_t *query, size_t stride) {
  __m512i sum = _mm512_setzero_si512();
  const __m512i middle = _mm512_set1_epi8((char)128);
  for (size_t i = 0; i < stride; i += line) sum = _mm512_dpbusd_epi32(sum, middle, _mm512_loadu_si512(query + i));
  return _mm512_sub_epi32(_mm512_setzero_si512(), sum);
}

// A query with what every row's sums start from.
typedef struct {
  const int8_t *high, *low;
  __m512i high_offset, low_offset;
  float scale;
} ready_query;

LITHO_INLINE ready_query ready(const litho_byte_query *query, size_t stride) {
  return (ready_query){query->high, query->low, offset_of(query->high, stride), offset_of(query->low, stride),
                       query->scale};
}

LITHO_INLINE __m512 levels_joined(__m512i high, __m512i low) {
  return _mm512_fmadd_ps(_mm512_cvtepi32_ps(high), _mm512_set1_ps(level_ratio), _mm512_cvtepi32_ps(low));
}

// The products of a query with four rows anywhere, without the scales.
LITHO_INLINE __m128 four_products(const ready_query *query, const uint8_t *a, const uint8_t *b, const uint8_t *c,
                                  const uint8_t *d, size_t stride) {
  __m512i ah = query->high_offset, bh = ah, ch = ah, dh = ah;
  __m512i al = query->low_offset, bl = al, cl = al, dl = al;
  for (size_t i = 0; i < stride; i += line) {
    __m512i high = _mm512_loadu_si512(query->high + i), low = _mm512_loadu_si512(query->low + i);
    __m512i x = _mm512_loadu_si512(a + i), y = _mm512_loadu_si512(b + i);
    __m512i z = _mm512_loadu_si512(c + i), w = _mm512_loadu_si512(d + i);
    ah = _mm512_dpbusd_epi32(ah, x, high);
    bh = _mm512_dpbusd_epi32(bh, y, high);
    ch = _mm512_dpbusd_epi32(ch, z, high);
    dh = _mm512_dpbusd_epi32(dh, w, high);
    al = _mm512_dpbusd_epi32(al, x, low);
    bl = _mm512_dpbusd_epi32(bl, y, low);
    cl = _mm512_dpbusd_epi32(cl, z, low);
    dl = _mm512_dpbusd_epi32(dl, w, low);
  }
  return lane_sums(levels_joined(ah, al), levels_joined(bh, bl), levels_joined(ch, cl), levels_joined(dh, dl));
}

LITHO_KERNELS_END
#endif

#endif
