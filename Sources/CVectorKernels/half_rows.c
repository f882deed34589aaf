// Rows of half-precision floats, and scores in single precision.

#include <string.h>

#include "kernels.h"

// MARK: Encoding

// Clang converts with the processor's instruction where there is one and with its own routine elsewhere.
void litho_encode_halves(const float *row, size_t dimension, size_t stride, uint16_t *halves, float *error) {
  double length = 0, left = 0;
  for (size_t i = 0; i < dimension; i++) {
    _Float16 half = (_Float16)row[i];
    memcpy(halves + i, &half, sizeof half);
    double rest = (double)row[i] - (double)half;
    length += (double)row[i] * row[i];
    left += rest * rest;
  }
  memset(halves + dimension, 0, (stride - dimension) * sizeof *halves);
  // Numbers that are none, and those beyond the range of the format, are looked at in full precision.
  *error = isfinite(left) ? bound_of(left, length, dimension) : INFINITY;
}

LITHO_INLINE float half_value(uint16_t bits) {
  _Float16 half;
  memcpy(&half, &bits, sizeof half);
  return (float)half;
}

// MARK: Candidates

LITHO_FOR_MANY_PROCESSORS static uint64_t plain_candidates(const litho_half_rows *rows, const float *query, size_t first, uint64_t allowed,
                                 float threshold) {
  uint64_t found = 0;
  for (uint64_t rest = allowed; rest; rest &= rest - 1) {
    size_t bit = (size_t)__builtin_ctzll(rest), row = first + bit;
    const uint16_t *halves = rows->halves + row * rows->stride;
    double product = 0;
    for (size_t i = 0; i < rows->stride; i++) product += (double)half_value(halves[i]) * query[i];
    if (!((float)product + rows->errors[row] < threshold)) found |= 1ull << bit;
  }
  return found;
}

#ifdef LITHO_HAS_FAST_BYTES
LITHO_KERNELS_BEGIN

LITHO_INLINE __m512 sixteen(const uint16_t *halves) {
  return _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)halves));
}

static uint64_t fast_candidates(const litho_half_rows *rows, const float *query, size_t first, uint64_t allowed,
                                float threshold) {
  const size_t stride = rows->stride;
  uint64_t found = 0;
  size_t place = 0;
  for (; place < 64 && first + place + 4 <= rows->count; place += 4) {
    if (!(allowed >> place & 0xF)) continue;
    const uint16_t *a = rows->halves + (first + place) * stride, *b = a + stride, *c = b + stride, *d = c + stride;
    __m512 as = _mm512_setzero_ps(), bs = as, cs = as, ds = as;
    for (size_t i = 0; i < stride; i += 16) {
      __m512 part = _mm512_loadu_ps(query + i);
      as = _mm512_fmadd_ps(sixteen(a + i), part, as);
      bs = _mm512_fmadd_ps(sixteen(b + i), part, bs);
      cs = _mm512_fmadd_ps(sixteen(c + i), part, cs);
      ds = _mm512_fmadd_ps(sixteen(d + i), part, ds);
    }
    __m128 bounds = _mm_add_ps(lane_sums(as, bs, cs, ds), _mm_loadu_ps(rows->errors + first + place));
    found |= (uint64_t)_mm_cmp_ps_mask(bounds, _mm_set1_ps(threshold), _CMP_NLT_UQ) << place;
  }
  found &= allowed;
  if (place < 64) found |= plain_candidates(rows, query, first, allowed >> place << place, threshold);
  return found;
}

static uint64_t fast_reaching(const float *scores, size_t count, float margin, float threshold) {
  uint64_t found = 0;
  for (size_t place = 0; place < count; place += 16) {
    __mmask16 here = count - place >= 16 ? 0xFFFF : (__mmask16)((1u << (count - place)) - 1);
    __m512 bounds = _mm512_add_ps(_mm512_maskz_loadu_ps(here, scores + place), _mm512_set1_ps(margin));
    found |= (uint64_t)_mm512_mask_cmp_ps_mask(here, bounds, _mm512_set1_ps(threshold), _CMP_NLT_UQ) << place;
  }
  return found;
}

LITHO_KERNELS_END
#endif

uint64_t litho_half_candidates(const litho_half_rows *rows, const float *query, size_t first, uint64_t allowed,
                               float threshold) {
#ifdef LITHO_HAS_FAST_BYTES
  if (litho_bytes_are_fast()) return fast_candidates(rows, query, first, allowed, threshold);
#endif
  return plain_candidates(rows, query, first, allowed, threshold);
}

uint64_t litho_scores_reaching(const float *scores, size_t count, float margin, float threshold) {
#ifdef LITHO_HAS_FAST_BYTES
  if (litho_bytes_are_fast()) return fast_reaching(scores, count, margin, threshold);
#endif
  uint64_t found = 0;
  for (size_t i = 0; i < count; i++) {
    if (!(scores[i] + margin < threshold)) found |= 1ull << i;
  }
  return found;
}
