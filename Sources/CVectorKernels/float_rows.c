// Inner products of 32-bit float rows that lie scattered in memory.

#include "kernels.h"

// Fused operations round differently, and the order of rounding is a promise here.
#pragma STDC FP_CONTRACT OFF

bool litho_floats_are_fast(void) { return litho_bytes_are_fast(); }

#ifdef LITHO_HAS_FAST_BYTES
LITHO_KERNELS_BEGIN

// The number of floats in a register, which is a cache line.
enum { lanes = 16 };

// The sum of the lanes, folded in halves.
LITHO_INLINE float folded(__m512 sums) {
  __m256 eight = _mm256_add_ps(_mm512_castps512_ps256(sums), _mm512_extractf32x8_ps(sums, 1));
  __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
  __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}

// Adds the components from `start` on one by one.
LITHO_INLINE float finished(float product, const float *query, const float *row, size_t start, size_t dimension) {
  for (size_t i = start; i < dimension; i++) {
    float term = query[i] * row[i];
    product = product + term;
  }
  return product;
}

LITHO_INLINE __m512 added(__m512 sums, __m512 part, const float *row) {
  return _mm512_add_ps(sums, _mm512_mul_ps(part, _mm512_loadu_ps(row)));
}

// Four rows, while the next four come into the cache; with `squares`, their squared lengths too.
LITHO_INLINE void four_rows(const float *query, const float *const row[4], const float *const next[4],
                                size_t dimension, float *products, float *squares) {
  __m512 sums[4], own[4];
  for (size_t j = 0; j < 4; j++) sums[j] = own[j] = _mm512_setzero_ps();
  size_t whole = dimension & ~(size_t)(lanes - 1);
  for (size_t i = 0; i < whole; i += lanes) {
    __m512 part = _mm512_loadu_ps(query + i);
    for (size_t j = 0; j < 4; j++) {
      __m512 values = _mm512_loadu_ps(row[j] + i);
      sums[j] = _mm512_add_ps(sums[j], _mm512_mul_ps(part, values));
      if (squares) own[j] = _mm512_add_ps(own[j], _mm512_mul_ps(values, values));
      _mm_prefetch((const char *)(next[j] + i), _MM_HINT_T0);
    }
  }
  for (size_t j = 0; j < 4; j++) {
    products[j] = finished(folded(sums[j]), query, row[j], whole, dimension);
    if (squares) squares[j] = finished(folded(own[j]), row[j], row[j], whole, dimension);
  }
}

LITHO_INLINE float one_product(const float *query, const float *row, size_t dimension) {
  __m512 sums = _mm512_setzero_ps();
  size_t whole = dimension & ~(size_t)(lanes - 1);
  for (size_t i = 0; i < whole; i += lanes) sums = added(sums, _mm512_loadu_ps(query + i), row + i);
  return finished(folded(sums), query, row, whole, dimension);
}

LITHO_INLINE void all_products(const float *query, const float *rows, size_t stride, size_t dimension,
                               const int32_t *numbers, size_t count, float *products, float *squares) {
  size_t i = 0;
  for (; i + 4 <= count; i += 4) {
    const float *row[4], *next[4];
    for (size_t j = 0; j < 4; j++) {
      row[j] = rows + (size_t)numbers[i + j] * stride;
      next[j] = i + 8 <= count ? rows + (size_t)numbers[i + 4 + j] * stride : row[j];
    }
    four_rows(query, row, next, dimension, products + i, squares ? squares + i : NULL);
  }
  for (; i < count; i++) {
    const float *row = rows + (size_t)numbers[i] * stride;
    products[i] = one_product(query, row, dimension);
    if (squares) squares[i] = one_product(row, row, dimension);
  }
}

void litho_float_products(const float *query, const float *rows, size_t stride, size_t dimension,
                          const int32_t *numbers, size_t count, float *products) {
  all_products(query, rows, stride, dimension, numbers, count, products, NULL);
}

void litho_float_products_and_squares(const float *query, const float *rows, size_t stride, size_t dimension,
                                      const int32_t *numbers, size_t count, float *products, float *squares) {
  all_products(query, rows, stride, dimension, numbers, count, products, squares);
}

float litho_float_product(const float *first, const float *second, size_t dimension) {
  return one_product(first, second, dimension);
}

void litho_float_product_pair(const float *vector, const float *first, const float *second, size_t dimension,
                              float products[2]) {
  __m512 a = _mm512_setzero_ps(), b = a;
  size_t whole = dimension & ~(size_t)(lanes - 1);
  for (size_t i = 0; i < whole; i += lanes) {
    __m512 part = _mm512_loadu_ps(vector + i);
    a = added(a, part, first + i);
    b = added(b, part, second + i);
  }
  products[0] = finished(folded(a), vector, first, whole, dimension);
  products[1] = finished(folded(b), vector, second, whole, dimension);
}

void litho_float_blend(float *mean, float kept, const float *vector, float added, size_t dimension) {
  __m512 old_share = _mm512_set1_ps(kept), new_share = _mm512_set1_ps(added);
  for (size_t i = 0; i < dimension; i += lanes) {
    __mmask16 here = dimension - i >= lanes ? 0xFFFF : (__mmask16)((1u << (dimension - i)) - 1);
    __m512 sum = _mm512_add_ps(_mm512_mul_ps(_mm512_maskz_loadu_ps(here, mean + i), old_share),
                               _mm512_mul_ps(_mm512_maskz_loadu_ps(here, vector + i), new_share));
    _mm512_mask_storeu_ps(mean + i, here, sum);
  }
}

LITHO_KERNELS_END
#else
// Nobody may call these without AVX-512; a build for another processor wants them all the same.
void litho_float_products(const float *query, const float *rows, size_t stride, size_t dimension,
                          const int32_t *numbers, size_t count, float *products) {
  __builtin_trap();
}
void litho_float_products_and_squares(const float *query, const float *rows, size_t stride, size_t dimension,
                                      const int32_t *numbers, size_t count, float *products, float *squares) {
  __builtin_trap();
}
float litho_float_product(const float *first, const float *second, size_t dimension) { __builtin_trap(); }
void litho_float_product_pair(const float *vector, const float *first, const float *second, size_t dimension,
                              float products[2]) {
  __builtin_trap();
}
void litho_float_blend(float *mean, float kept, const float *vector, float added, size_t dimension) {
  __builtin_trap();
}
#endif
