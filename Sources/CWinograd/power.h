// Powers of sixteen floats at a time, to within a few units in the last place.

#ifndef LITHOSCOPE_POWER_H
#define LITHOSCOPE_POWER_H

#include "vector.h"

#include <float.h>

typedef int int_vector __attribute__((ext_vector_type(16)));

LITHO_KERNELS_BEGIN

// The base-2 logarithm of normal numbers: x = 2ⁿ·m with √½ ≤ m < √2, and ln m = 2·artanh((m − 1) / (m + 1)),
// whose series is exact to a float after t⁹, since |t| < 0.172.
LITHO_INLINE vector log2_of(vector x) {
  const int root_of_half = 0x3f3504f3, fraction_bits = 23;
  int_vector bits = (int_vector)x;
  int_vector exponent = (bits - root_of_half) >> fraction_bits;
  vector m = (vector)(bits - (exponent << fraction_bits));
  vector t = (m - 1.0f) / (m + 1.0f), square = t * t;
  vector series = splat(1.0f / 9);
  series = fma(series, square, splat(1.0f / 7));
  series = fma(series, square, splat(1.0f / 5));
  series = fma(series, square, splat(1.0f / 3));
  series = fma(series, square, splat(1.0f));
  const float two_by_ln2 = 2.88539008f;
  return fma(two_by_ln2 * t, series, __builtin_convertvector(exponent, vector));
}

// 2 to the power of y ≤ 127; 2⁻¹²⁵ for anything smaller than −125. y = n + f with |f| ≤ ½, and the series of
// exp(f·ln 2) is exact to a float after its seventh power.
LITHO_INLINE vector exp2_of(vector y) {
  const int fraction_bits = 23;
  y = larger(y, splat(-125));
  vector n = __builtin_elementwise_floor(y + 0.5f);
  const float ln2 = 0.693147181f;
  vector g = (y - n) * ln2;
  vector series = splat(1.0f / 5040);
  series = fma(series, g, splat(1.0f / 720));
  series = fma(series, g, splat(1.0f / 120));
  series = fma(series, g, splat(1.0f / 24));
  series = fma(series, g, splat(1.0f / 6));
  series = fma(series, g, splat(1.0f / 2));
  series = fma(series, g, splat(1.0f));
  series = fma(series, g, splat(1.0f));
  return (vector)((int_vector)series + (__builtin_convertvector(n, int_vector) << fraction_bits));
}

// x to the power of p, for 0 ≤ x and x^p < 2¹²⁷; zero for zero and numbers too small to be normal.
LITHO_INLINE vector power_of(vector x, vector p) {
  return x >= FLT_MIN ? exp2_of(p * log2_of(x)) : splat(0);
}

// The third root of x ≥ 0, with a step of Newton's method after the logarithm's.
LITHO_INLINE vector cube_root_of(vector x) {
  vector root = power_of(x, splat(1.0f / 3));
  vector square = root * root;
  return root > 0.0f ? root - (square * root - x) / (3.0f * square) : splat(0);
}

LITHO_KERNELS_END

#endif
