// Rows of bytes: how they are made, and which of them a query should look at.

#include <math.h>
#include <string.h>

#include "kernels.h"

// MARK: Encoding

float litho_encode_bytes(const float *row, const float *mean, size_t dimension, size_t stride, uint8_t *codes,
                         float *error) {
  float largest = 0;
  double length = 0;
  for (size_t i = 0; i < dimension; i++) {
    float size = fabsf(row[i] - mean[i]);
    if (size > largest) largest = size;
    length += (double)row[i] * row[i];
  }
  memset(codes, 128, stride);
  // The smallest scale that can be divided by without losing what is left.
  const float smallest = 1e-30f;
  float scale = largest / 127.0f;
  if (!isfinite(length) || !(scale > smallest)) {
    // Not a number, or next to the mean: the codes stay zero, and the whole distance is error.
    scale = 0;
  }
  double left = 0;
  for (size_t i = 0; i < dimension; i++) {
    int32_t code = scale > 0 ? (int32_t)lrintf((row[i] - mean[i]) / scale) : 0;
    codes[i] = (uint8_t)(code + 128);
    double rest = (double)row[i] - (double)mean[i] - (double)scale * code;
    left += rest * rest;
  }
  *error = isfinite(left) ? bound_of(left, length, dimension) : INFINITY;
  return scale;
}

// MARK: One query

LITHO_FOR_MANY_PROCESSORS static uint64_t plain_candidates(const litho_byte_rows *rows, const litho_byte_query *query, size_t first,
                                 uint64_t allowed, float threshold) {
  uint64_t found = 0;
  for (uint64_t rest = allowed; rest; rest &= rest - 1) {
    size_t bit = (size_t)__builtin_ctzll(rest), row = first + bit;
    float product = plain_similarity(query, rows->codes + row * rows->stride, rows->scales[row], rows->stride);
    // A bound that is not a number counts as reached: the row is looked at in full precision.
    if (!(product + rows->errors[row] + query->error < threshold)) found |= 1ull << bit;
  }
  return found;
}

#ifdef LITHO_HAS_FAST_BYTES
LITHO_KERNELS_BEGIN

// Bits of the four rows from `row` on that reach the threshold.
LITHO_INLINE uint64_t reaching(const litho_byte_rows *rows, size_t row, __m128 products, float query_scale,
                               float query_error, float threshold) {
  __m128 scales = _mm_mul_ps(_mm_loadu_ps(rows->scales + row), _mm_set1_ps(query_scale));
  __m128 bounds = _mm_add_ps(_mm_fmadd_ps(products, scales, _mm_loadu_ps(rows->errors + row)),
                             _mm_set1_ps(query_error));
  return _mm_cmp_ps_mask(bounds, _mm_set1_ps(threshold), _CMP_NLT_UQ);
}

static uint64_t fast_candidates(const litho_byte_rows *rows, const litho_byte_query *query, size_t first,
                                uint64_t allowed, float threshold) {
  const ready_query prepared = ready(query, rows->stride);
  const size_t stride = rows->stride;
  const uint8_t *codes = rows->codes + first * stride;
  uint64_t found = 0;
  size_t place = 0;
  for (; place < 64 && first + place + 4 <= rows->count; place += 4) {
    if (!(allowed >> place & 0xF)) continue;
    const uint8_t *start = codes + place * stride;
    __m128 products =
        four_products(&prepared, start, start + stride, start + 2 * stride, start + 3 * stride, stride);
    found |= reaching(rows, first + place, products, query->scale, query->error, threshold) << place;
  }
  found &= allowed;
  // The last rows of all, fewer than four.
  if (place < 64) found |= plain_candidates(rows, query, first, allowed >> place << place, threshold);
  return found;
}

// MARK: Many queries

// Two queries and four rows: sixteen sums, which with what they are made of fill the registers.
LITHO_INLINE void two_queries(const litho_byte_rows *rows, const litho_byte_query *one,
                              const litho_byte_query *other, const __m512i *offsets, size_t first, uint64_t allowed,
                              float one_threshold, float other_threshold, uint64_t *one_found,
                              uint64_t *other_found) {
  const size_t stride = rows->stride;
  uint64_t found = 0, others = 0;
  for (size_t place = 0; place < 64; place += 4) {
    if (!(allowed >> place & 0xF)) continue;
    const uint8_t *a = rows->codes + (first + place) * stride, *b = a + stride, *c = b + stride, *d = c + stride;
    __m512i ah = offsets[0], bh = ah, ch = ah, dh = ah, al = offsets[1], bl = al, cl = al, dl = al;
    __m512i eh = offsets[2], fh = eh, gh = eh, hh = eh, el = offsets[3], fl = el, gl = el, hl = el;
    for (size_t i = 0; i < stride; i += line) {
      __m512i x = _mm512_loadu_si512(a + i), y = _mm512_loadu_si512(b + i);
      __m512i z = _mm512_loadu_si512(c + i), w = _mm512_loadu_si512(d + i);
      __m512i level = _mm512_loadu_si512(one->high + i);
      ah = _mm512_dpbusd_epi32(ah, x, level);
      bh = _mm512_dpbusd_epi32(bh, y, level);
      ch = _mm512_dpbusd_epi32(ch, z, level);
      dh = _mm512_dpbusd_epi32(dh, w, level);
      level = _mm512_loadu_si512(one->low + i);
      al = _mm512_dpbusd_epi32(al, x, level);
      bl = _mm512_dpbusd_epi32(bl, y, level);
      cl = _mm512_dpbusd_epi32(cl, z, level);
      dl = _mm512_dpbusd_epi32(dl, w, level);
      level = _mm512_loadu_si512(other->high + i);
      eh = _mm512_dpbusd_epi32(eh, x, level);
      fh = _mm512_dpbusd_epi32(fh, y, level);
      gh = _mm512_dpbusd_epi32(gh, z, level);
      hh = _mm512_dpbusd_epi32(hh, w, level);
      level = _mm512_loadu_si512(other->low + i);
      el = _mm512_dpbusd_epi32(el, x, level);
      fl = _mm512_dpbusd_epi32(fl, y, level);
      gl = _mm512_dpbusd_epi32(gl, z, level);
      hl = _mm512_dpbusd_epi32(hl, w, level);
    }
    __m128 products =
        lane_sums(levels_joined(ah, al), levels_joined(bh, bl), levels_joined(ch, cl), levels_joined(dh, dl));
    found |= reaching(rows, first + place, products, one->scale, one->error, one_threshold) << place;
    products =
        lane_sums(levels_joined(eh, el), levels_joined(fh, fl), levels_joined(gh, gl), levels_joined(hh, hl));
    others |= reaching(rows, first + place, products, other->scale, other->error, other_threshold) << place;
  }
  *one_found = found & allowed;
  *other_found = others & allowed;
}

static void fast_candidates_of_many(const litho_byte_rows *rows, const litho_byte_query *queries, size_t count,
                                    size_t first, uint64_t allowed, const float *thresholds, uint64_t *found) {
  size_t j = 0;
  for (; j + 2 <= count; j += 2) {
    const litho_byte_query *one = queries + j, *other = one + 1;
    const __m512i offsets[4] = {offset_of(one->high, rows->stride), offset_of(one->low, rows->stride),
                                offset_of(other->high, rows->stride), offset_of(other->low, rows->stride)};
    two_queries(rows, one, other, offsets, first, allowed, thresholds[j], thresholds[j + 1], found + j,
                found + j + 1);
  }
  if (j < count) found[j] = fast_candidates(rows, queries + j, first, allowed, thresholds[j]);
}

// MARK: Two rows

LITHO_INLINE int32_t fast_row_product(const uint8_t *first, const uint8_t *second, size_t stride) {
  const __m512i middle = _mm512_set1_epi8((char)128);
  __m512i products = _mm512_setzero_si512(), offsets = products;
  for (size_t i = 0; i < stride; i += line) {
    // With its top bit turned, a code is the signed number that it stands for.
    __m512i codes = _mm512_xor_si512(_mm512_loadu_si512(second + i), middle);
    products = _mm512_dpbusd_epi32(products, _mm512_loadu_si512(first + i), codes);
    offsets = _mm512_dpbusd_epi32(offsets, middle, codes);
  }
  return _mm512_reduce_add_epi32(_mm512_sub_epi32(products, offsets));
}

static float fast_byte_product(const uint8_t *first, float first_scale, const uint8_t *second, float second_scale,
                               size_t stride) {
  return (float)fast_row_product(first, second, stride) * (first_scale * second_scale);
}

LITHO_KERNELS_END
#endif

// MARK: Any processor

uint64_t litho_byte_candidates(const litho_byte_rows *rows, const litho_byte_query *query, size_t first,
                               uint64_t allowed, float threshold) {
#ifdef LITHO_HAS_FAST_BYTES
  if (litho_bytes_are_fast()) return fast_candidates(rows, query, first, allowed, threshold);
#endif
  return plain_candidates(rows, query, first, allowed, threshold);
}

void litho_byte_candidates_of_many(const litho_byte_rows *rows, const litho_byte_query *queries, size_t count,
                                   size_t first, uint64_t allowed, const float *thresholds, uint64_t *found) {
#ifdef LITHO_HAS_FAST_BYTES
  // The kernel takes whole groups of rows.
  if (litho_bytes_are_fast() && first + 64 <= rows->count) {
    return fast_candidates_of_many(rows, queries, count, first, allowed, thresholds, found);
  }
#endif
  for (size_t j = 0; j < count; j++) {
    found[j] = litho_byte_candidates(rows, queries + j, first, allowed, thresholds[j]);
  }
}

LITHO_FOR_MANY_PROCESSORS static int32_t plain_row_product(const uint8_t *first, const uint8_t *second,
                                                           size_t stride) {
  int32_t sum = 0;
  for (size_t i = 0; i < stride; i++) sum += ((int32_t)first[i] - 128) * ((int32_t)second[i] - 128);
  return sum;
}

float litho_byte_product(const uint8_t *first, float first_scale, const uint8_t *second, float second_scale,
                         size_t stride) {
#ifdef LITHO_HAS_FAST_BYTES
  if (litho_bytes_are_fast()) return fast_byte_product(first, first_scale, second, second_scale, stride);
#endif
  return (float)plain_row_product(first, second, stride) * (first_scale * second_scale);
}
