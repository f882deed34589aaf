// Bᵀ d B of a patch of inputs, and Aᵀ m A of the products, with bias, ReLU and pooling, or the derivative of
// a ReLU, while the outputs are in registers; and A y Aᵀ of a tile of outputs' gradients.

#include "winograd.h"

LITHO_KERNELS_BEGIN

// Bᵀ times a column of six.
LITHO_INLINE void times_b(const vector d[patch_side], vector out[patch_side]) {
  vector two = splat(2), four = splat(4), five = splat(5);
  vector a = fnma(four, d[2], d[4]), b = fnma(four, d[1], d[3]);
  vector c = d[4] - d[2], e = two * (d[3] - d[1]);
  out[0] = fnma(five, d[2], fma(four, d[0], d[4]));
  out[1] = a + b;
  out[2] = a - b;
  out[3] = c + e;
  out[4] = c - e;
  out[5] = fnma(five, d[3], fma(four, d[1], d[5]));
}

// Aᵀ times a column of six.
LITHO_INLINE void times_a(const vector m[patch_side], vector out[tile_side]) {
  vector a = m[1] + m[2], b = m[1] - m[2], c = m[3] + m[4], d = m[3] - m[4];
  out[0] = m[0] + a + c;
  out[1] = fma(splat(2), d, b);
  out[2] = fma(splat(4), c, a);
  out[3] = fma(splat(8), d, b) + m[5];
}

LITHO_INLINE void transform_vector(const float *source, size_t row_stride, size_t place_stride,
                                   float *values, size_t point_stride) {
  vector columns[patch_side][patch_side];
#pragma clang loop unroll(full)
  for (size_t x = 0; x < patch_side; x++) {
    vector column[patch_side];
#pragma clang loop unroll(full)
    for (size_t y = 0; y < patch_side; y++) column[y] = load(source + y * row_stride + x * place_stride);
    times_b(column, columns[x]);
  }
#pragma clang loop unroll(full)
  for (size_t y = 0; y < patch_side; y++) {
    vector row[patch_side], transformed[patch_side];
#pragma clang loop unroll(full)
    for (size_t x = 0; x < patch_side; x++) row[x] = columns[x][y];
    times_b(row, transformed);
#pragma clang loop unroll(full)
    for (size_t x = 0; x < patch_side; x++) {
      store(values + (y * patch_side + x) * point_stride, transformed[x]);
    }
  }
}

void transform_patch(const float *source, size_t row_stride, size_t place_stride, size_t channels,
                     float *values, size_t point_stride, size_t channel_stride) {
  for (size_t c = 0; c < channels; c += lanes, values += channel_stride) {
    // The next tile shares two columns with this one.
#pragma clang loop unroll(full)
    for (size_t y = 0; y < patch_side; y++) {
#pragma clang loop unroll(full)
      for (size_t x = 0; x < tile_side; x++) {
        prefetch_near(source + y * row_stride + c, (x + patch_side) * place_stride);
      }
    }
    transform_vector(source + c, row_stride, place_stride, values, point_stride);
  }
}

void transform_edge_patch(const float *map, size_t height, size_t width, ptrdiff_t row, ptrdiff_t column,
                          size_t channels, float *values, size_t point_stride, size_t channel_stride) {
  float patch[points * lanes];
  for (size_t c = 0; c < channels; c += lanes, values += channel_stride) {
    for (ptrdiff_t y = 0; y < patch_side; y++) {
      for (ptrdiff_t x = 0; x < patch_side; x++) {
        // A coordinate below zero becomes a huge one.
        size_t map_y = (size_t)(row + y), map_x = (size_t)(column + x);
        vector value = splat(0);
        if (map_y < height && map_x < width) value = load(map + (map_y * width + map_x) * channels + c);
        store(patch + (y * patch_side + x) * lanes, value);
      }
    }
    transform_vector(patch, patch_side * lanes, lanes, values, point_stride);
  }
}

void transform_inputs(const float *source, tile_place place, size_t height, size_t width, size_t channels,
                      float *values, size_t point_stride, size_t channel_stride) {
  size_t row_stride = width * channels;
  const float *map = source + place.image * height * row_stride;
  bool inside = place.row > 0 && place.row + patch_side - 1 <= height && place.column > 0 &&
                place.column + patch_side - 1 <= width;
  if (inside) {
    transform_patch(map + (place.row - 1) * row_stride + (place.column - 1) * channels, row_stride, channels,
                    channels, values, point_stride, channel_stride);
  } else {
    transform_edge_patch(map, height, width, (ptrdiff_t)place.row - 1, (ptrdiff_t)place.column - 1, channels,
                         values, point_stride, channel_stride);
  }
}

LITHO_INLINE void outputs_of(const float *products, vector out[tile_side][tile_side]) {
  vector columns[patch_side][tile_side];
#pragma clang loop unroll(full)
  for (size_t x = 0; x < patch_side; x++) {
    vector column[patch_side];
#pragma clang loop unroll(full)
    for (size_t y = 0; y < patch_side; y++) column[y] = load(products + (y * patch_side + x) * panel);
    times_a(column, columns[x]);
  }
#pragma clang loop unroll(full)
  for (size_t y = 0; y < tile_side; y++) {
    vector row[patch_side];
#pragma clang loop unroll(full)
    for (size_t x = 0; x < patch_side; x++) row[x] = columns[x][y];
    times_a(row, out[y]);
  }
}

LITHO_INLINE void activate(vector out[tile_side][tile_side], vector bias) {
#pragma clang loop unroll(full)
  for (size_t y = 0; y < tile_side; y++) {
#pragma clang loop unroll(full)
    for (size_t x = 0; x < tile_side; x++) out[y][x] = relu(out[y][x] + bias);
  }
}

void transform_products(const float *products, const float *bias, bool pooled, size_t rows, size_t columns,
                        float *destination, size_t row_stride, size_t place_stride) {
  for (size_t k = 0; k < panel; k += lanes) {
    vector out[tile_side][tile_side];
    outputs_of(products + k, out);
    activate(out, load(bias + k));
    float *to = destination + k;
    if (pooled) {
#pragma clang loop unroll(full)
      for (size_t y = 0; y < tile_side / 2; y++) {
#pragma clang loop unroll(full)
        for (size_t x = 0; x < tile_side / 2; x++) {
          vector top = larger(out[2 * y][2 * x], out[2 * y][2 * x + 1]);
          vector bottom = larger(out[2 * y + 1][2 * x], out[2 * y + 1][2 * x + 1]);
          if (2 * y + 1 < rows && 2 * x + 1 < columns) {
            store(to + y * row_stride + x * place_stride, larger(top, bottom));
          }
        }
      }
    } else {
#pragma clang loop unroll(full)
      for (size_t y = 0; y < tile_side; y++) {
#pragma clang loop unroll(full)
        for (size_t x = 0; x < tile_side; x++) {
          if (y < rows && x < columns) store(to + y * row_stride + x * place_stride, out[y][x]);
        }
      }
    }
  }
}

void transform_products_back(const float *products, const float *map, size_t rows, size_t columns,
                             float *destination, size_t row_stride, size_t place_stride) {
  for (size_t k = 0; k < panel; k += lanes) {
    vector out[tile_side][tile_side];
    outputs_of(products + k, out);
#pragma clang loop unroll(full)
    for (size_t y = 0; y < tile_side; y++) {
#pragma clang loop unroll(full)
      for (size_t x = 0; x < tile_side; x++) {
        if (y < rows && x < columns) {
          size_t place = y * row_stride + x * place_stride + k;
          store(destination + place, load(map + place) > 0.0f ? out[y][x] : splat(0));
        }
      }
    }
  }
}

// A times a column of four.
LITHO_INLINE void times_a_transposed(const vector y[tile_side], vector out[patch_side]) {
  vector two = splat(2), four = splat(4), eight = splat(8);
  vector even = y[0] + y[2], odd = y[1] + y[3];
  vector far_even = fma(four, y[2], y[0]), far_odd = fma(eight, y[3], two * y[1]);
  out[0] = y[0];
  out[1] = even + odd;
  out[2] = even - odd;
  out[3] = far_even + far_odd;
  out[4] = far_even - far_odd;
  out[5] = y[3];
}

void transform_gradients(const float *source, size_t row_stride, size_t place_stride, size_t rows,
                         size_t columns, size_t filters, float *values, size_t point_stride,
                         size_t filter_stride) {
  for (size_t k = 0; k < filters; k += lanes, values += filter_stride) {
    vector transformed[tile_side][patch_side];
#pragma clang loop unroll(full)
    for (size_t x = 0; x < tile_side; x++) {
      vector column[tile_side];
#pragma clang loop unroll(full)
      for (size_t y = 0; y < tile_side; y++) {
        column[y] = splat(0);
        if (y < rows && x < columns) column[y] = load(source + y * row_stride + x * place_stride + k);
      }
      times_a_transposed(column, transformed[x]);
    }
#pragma clang loop unroll(full)
    for (size_t y = 0; y < patch_side; y++) {
      vector row[tile_side], out[patch_side];
#pragma clang loop unroll(full)
      for (size_t x = 0; x < tile_side; x++) row[x] = transformed[x][y];
      times_a_transposed(row, out);
#pragma clang loop unroll(full)
      for (size_t x = 0; x < patch_side; x++) store(values + (y * patch_side + x) * point_stride, out[x]);
    }
  }
}

LITHO_KERNELS_END
