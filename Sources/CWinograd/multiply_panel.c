// The matrix product at the heart of the convolution: a group of up to 12 tiles times a panel of 32 filters,
// with all sums in registers from the first channel to the last.

#include "winograd.h"

// Rows of the panel (128 bytes each) that are asked for ahead of their use.
enum { rows_ahead = 12 };

LITHO_KERNELS_BEGIN

// `tiles` is a constant wherever this is inlined, so that the sums stay in registers.
LITHO_INLINE void multiply_group(const size_t tiles, const float *values, size_t channels,
                                 const float *kernel, size_t next, size_t next_lines, float *products,
                                 size_t product_stride) {
  vector left[group_tiles], right[group_tiles];
  const float *start = kernel;
#pragma clang loop unroll(full)
  for (size_t t = 0; t < tiles; t++) {
    left[t] = right[t] = splat(0);
    prefetch_for_writing(products + t * product_stride);
    prefetch_for_writing(products + t * product_stride + lanes);
  }
  for (size_t c = 0; c < channels; c += lanes) {
    for (size_t line = 0; line < next_lines; line++, next += lanes) prefetch_far(start, next);
#pragma clang loop unroll(full)
    for (size_t t = 0; t < tiles; t++) prefetch_far(values + t * lanes, tiles * channels);
#pragma clang loop unroll_count(4)
    for (size_t lane = 0; lane < lanes; lane++) {
      vector low = load(kernel), high = load(kernel + lanes);
      prefetch_near(kernel, rows_ahead * panel);
      prefetch_near(kernel, rows_ahead * panel + lanes);
#pragma clang loop unroll(full)
      for (size_t t = 0; t < tiles; t++) {
        vector factor = splat(values[t * lanes + lane]);
        left[t] = fma(factor, low, left[t]);
        right[t] = fma(factor, high, right[t]);
      }
      kernel += panel;
    }
    values += tiles * lanes;
  }
#pragma clang loop unroll(full)
  for (size_t t = 0; t < tiles; t++) {
    store(products + t * product_stride, left[t]);
    store(products + t * product_stride + lanes, right[t]);
  }
}

void multiply_panel(const float *values, size_t tiles, size_t channels, const float *kernel_panel,
                    size_t next, float *products, size_t product_stride) {
  size_t groups = group_count(tiles), least = tiles / groups, larger_groups = tiles % groups;
  // Each group asks for its share of the next panel: 32 lines for 16 channels, spread over the groups.
  size_t next_lines = divided_up(panel, groups);
  for (size_t group = 0; group < groups; group++) {
    size_t count = least + (group < larger_groups);
    size_t share = next + group * next_lines * channels;
#define MULTIPLY(n)                                                                                   \
  case n:                                                                                             \
    multiply_group(n, values, channels, kernel_panel, share, next_lines, products, product_stride);   \
    break;
    switch (count) {
      MULTIPLY(1)
      MULTIPLY(2)
      MULTIPLY(3)
      MULTIPLY(4)
      MULTIPLY(5)
      MULTIPLY(6)
      MULTIPLY(7)
      MULTIPLY(8)
      MULTIPLY(9)
      MULTIPLY(10)
      MULTIPLY(11)
      MULTIPLY(12)
    }
#undef MULTIPLY
    values += count * channels;
    products += count * product_stride;
  }
}

LITHO_KERNELS_END
