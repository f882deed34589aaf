// A query in two levels of bytes.

#include <string.h>

#include "kernels.h"

// Sums that are kept side by side, so that the compiler can take several components at a time.
enum { lanes = 16 };

LITHO_INLINE float largest_of(const float *query, size_t dimension) {
  float largest[lanes] = {0};
  size_t i = 0;
  for (; i + lanes <= dimension; i += lanes) {
    for (size_t j = 0; j < lanes; j++) {
      float size = fabsf(query[i + j]);
      largest[j] = size > largest[j] ? size : largest[j];
    }
  }
  for (; i < dimension; i++) {
    float size = fabsf(query[i]);
    largest[0] = size > largest[0] ? size : largest[0];
  }
  for (size_t j = 1; j < lanes; j++) largest[0] = largest[j] > largest[0] ? largest[j] : largest[0];
  return largest[0];
}

// One component in units of the high level: both levels, and what is left in units of the low one.
LITHO_INLINE float encode(float units, int8_t *high, int8_t *low) {
  float coarse = nearbyintf(units);
  float rest = (units - coarse) * level_ratio;
  float fine = nearbyintf(rest);
  *high = (int8_t)coarse;
  *low = (int8_t)fine;
  return rest - fine;
}

LITHO_FOR_MANY_PROCESSORS static float encode_all(const float *query, const float *mean, size_t dimension,
                                                  float step, int8_t *high, int8_t *low, double *offset) {
  const float steps = 1 / step;
  float left[lanes] = {0};
  double products[lanes] = {0};
  size_t i = 0;
  for (; i + lanes <= dimension; i += lanes) {
    for (size_t j = 0; j < lanes; j++) {
      float rest = encode(query[i + j] * steps, high + i + j, low + i + j);
      left[j] += rest * rest;
      products[j] += (double)query[i + j] * mean[i + j];
    }
  }
  for (; i < dimension; i++) {
    float rest = encode(query[i] * steps, high + i, low + i);
    left[0] += rest * rest;
    products[0] += (double)query[i] * mean[i];
  }
  for (size_t j = 1; j < lanes; j++) {
    left[0] += left[j];
    products[0] += products[j];
  }
  *offset = products[0];
  return left[0];
}

float litho_encode_query(const float *query, const float *mean, size_t dimension, size_t stride, int8_t *high,
                         int8_t *low, float *left, float *offset) {
  const float step = largest_of(query, dimension) / 127.0f, fine = step / level_ratio;
  double product = 0;
  float squares = encode_all(query, mean, dimension, step, high, low, &product);
  memset(high + dimension, 0, stride - dimension);
  memset(low + dimension, 0, stride - dimension);
  *left = sqrtf(squares) * fine;
  *offset = (float)product;
  return fine;
}
