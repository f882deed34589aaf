// The gradients by a dense layer's input and by its kernel. Both go once through memory of the kernel's size,
// in runs of two kilobytes, with what belongs to the batch in the first-level cache.

#include "vector.h"
#include "workers.h"

enum {
  // Rows of the kernel, and images, whose sums are in registers.
  group_rows = 4,
  group_images = 4,
  // Vectors of a row's sums in registers.
  group_vectors = 4,
  // Units that are worked on at a time.
  run_units = 512,
  // Rows of the kernel of one item of work.
  item_rows = 32,
};

typedef struct {
  size_t count, inputs, units;
  const float *source, *gradient, *kernel, *map;
  float *destination, *kernel_sum, *bias_sum;
} plan;

LITHO_KERNELS_BEGIN

// MARK: By the input

// Sums of neighbouring values of two vectors, those of the first in the lower half.
LITHO_INLINE vector paired(vector a, vector b) {
  return __builtin_shufflevector(a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30) +
         __builtin_shufflevector(a, b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
}

// The sums of all values of each of sixteen vectors.
LITHO_INLINE vector sums_of(const vector v[lanes]) {
  vector level[lanes];
#pragma clang loop unroll(full)
  for (size_t i = 0; i < lanes; i++) level[i] = v[i];
#pragma clang loop unroll(full)
  for (size_t count = lanes / 2; count > 0; count /= 2) {
#pragma clang loop unroll(full)
    for (size_t i = 0; i < lanes / 2; i++) {
      if (i < count) level[i] = paired(level[2 * i], level[2 * i + 1]);
    }
  }
  return level[0];
}

// Adds to a group of sums [row][image] what a run of units gives; rows and images behind the last are those
// of the last again.
LITHO_INLINE void add_run(const plan *all, const size_t rows[group_rows], const size_t images[group_images],
                          size_t unit, size_t units, bool prefetches, float *sums) {
  vector group[group_rows * group_images];
  const float *kernel[group_rows], *gradient[group_images];
#pragma clang loop unroll(full)
  for (size_t r = 0; r < group_rows; r++) kernel[r] = all->kernel + rows[r] * all->units + unit;
#pragma clang loop unroll(full)
  for (size_t i = 0; i < group_images; i++) gradient[i] = all->gradient + images[i] * all->units + unit;
#pragma clang loop unroll(full)
  for (size_t i = 0; i < group_rows * group_images; i++) group[i] = splat(0);
  for (size_t u = 0; u < units; u += lanes) {
    vector right[group_images];
#pragma clang loop unroll(full)
    for (size_t i = 0; i < group_images; i++) right[i] = load(gradient[i] + u);
#pragma clang loop unroll(full)
    for (size_t r = 0; r < group_rows; r++) {
      vector left = load(kernel[r] + u);
      if (prefetches) prefetch_near(kernel[r] + u, group_rows * all->units);
#pragma clang loop unroll(full)
      for (size_t i = 0; i < group_images; i++) {
        group[r * group_images + i] = fma(left, right[i], group[r * group_images + i]);
      }
    }
  }
  store(sums, load(sums) + sums_of(group));
}

static void back_item(void *context, size_t item, size_t worker) {
  (void)worker;
  const plan *all = context;
  size_t first = item * item_rows, end = smaller_size(first + item_rows, all->inputs);
  for (size_t image = 0; image < all->count; image++) {
    for (size_t row = first; row < end; row++) all->destination[image * all->inputs + row] = 0;
  }
  for (size_t unit = 0; unit < all->units; unit += run_units) {
    size_t units = smaller_size(run_units, all->units - unit);
    for (size_t row = first; row < end; row += group_rows) {
      for (size_t image = 0; image < all->count; image += group_images) {
        size_t rows[group_rows], images[group_images];
        float sums[group_rows * group_images] = {0};
        for (size_t r = 0; r < group_rows; r++) rows[r] = smaller_size(row + r, end - 1);
        for (size_t i = 0; i < group_images; i++) images[i] = smaller_size(image + i, all->count - 1);
        add_run(all, rows, images, unit, units, image == 0, sums);
        for (size_t r = 0; r < group_rows && row + r < end; r++) {
          for (size_t i = 0; i < group_images && image + i < all->count; i++) {
            all->destination[images[i] * all->inputs + rows[r]] += sums[r * group_images + i];
          }
        }
      }
    }
  }
  for (size_t image = 0; image < all->count; image++) {
    for (size_t row = first; row < end; row++) {
      size_t place = image * all->inputs + row;
      if (!(all->map[place] > 0)) all->destination[place] = 0;
    }
  }
}

// MARK: By the kernel

// Adds the batch's products to some vectors of some rows of the kernel's gradient (both numbers are constants
// wherever this is inlined).
LITHO_INLINE void add_block(const size_t rows, const size_t vectors, const plan *all, size_t row,
                            size_t unit) {
  vector group[group_rows][group_vectors];
  float *to = all->kernel_sum + row * all->units + unit;
#pragma clang loop unroll(full)
  for (size_t r = 0; r < rows; r++) {
#pragma clang loop unroll(full)
    for (size_t v = 0; v < vectors; v++) {
      group[r][v] = load(to + r * all->units + v * lanes);
      prefetch_for_writing(to + (group_rows + r) * all->units + v * lanes);
    }
  }
  const float *source = all->source + row, *gradient = all->gradient + unit;
  for (size_t image = 0; image < all->count; image++, source += all->inputs, gradient += all->units) {
    vector right[group_vectors];
#pragma clang loop unroll(full)
    for (size_t v = 0; v < vectors; v++) right[v] = load(gradient + v * lanes);
#pragma clang loop unroll(full)
    for (size_t r = 0; r < rows; r++) {
      vector factor = splat(source[r]);
#pragma clang loop unroll(full)
      for (size_t v = 0; v < vectors; v++) group[r][v] = fma(factor, right[v], group[r][v]);
    }
  }
#pragma clang loop unroll(full)
  for (size_t r = 0; r < rows; r++) {
#pragma clang loop unroll(full)
    for (size_t v = 0; v < vectors; v++) store(to + r * all->units + v * lanes, group[r][v]);
  }
}

static void add_item(void *context, size_t item, size_t worker) {
  (void)worker;
  const plan *all = context;
  size_t first = item * item_rows, end = smaller_size(first + item_rows, all->inputs);
  const size_t group_units = group_vectors * lanes;
  for (size_t start = 0; start < all->units; start += run_units) {
    size_t stop = smaller_size(start + run_units, all->units);
    for (size_t row = first; row < end; row += group_rows) {
      for (size_t unit = start; unit < stop; unit += group_units) {
        bool whole = unit + group_units <= stop;
        if (row + group_rows <= end) {
          if (whole) {
            add_block(group_rows, group_vectors, all, row, unit);
          } else {
            add_block(group_rows, LITHO_CHANNEL_MULTIPLE / lanes, all, row, unit);
          }
        } else {
          for (size_t r = row; r < end; r++) {
            if (whole) {
              add_block(1, group_vectors, all, r, unit);
            } else {
              add_block(1, LITHO_CHANNEL_MULTIPLE / lanes, all, r, unit);
            }
          }
        }
      }
    }
  }
}

static void add_bias(const plan *all) {
  for (size_t unit = 0; unit < all->units; unit += lanes) {
    vector sum = load(all->bias_sum + unit);
    for (size_t image = 0; image < all->count; image++) {
      sum += load(all->gradient + image * all->units + unit);
    }
    store(all->bias_sum + unit, sum);
  }
}

LITHO_KERNELS_END

void litho_dense_back(litho_workers *workers, size_t count, size_t inputs, size_t units,
                      const float *gradient, const float *kernel, const float *map, float *destination) {
  plan all = {.count = count, .inputs = inputs, .units = units, .gradient = gradient, .kernel = kernel,
              .map = map, .destination = destination};
  litho_workers_run(workers, divided_up(inputs, item_rows), back_item, &all);
}

void litho_dense_add_gradient(litho_workers *workers, size_t count, size_t inputs, size_t units,
                              const float *source, const float *gradient, float *kernel_sum,
                              float *bias_sum) {
  plan all = {.count = count, .inputs = inputs, .units = units, .source = source, .gradient = gradient,
              .kernel_sum = kernel_sum, .bias_sum = bias_sum};
  litho_workers_run(workers, divided_up(inputs, item_rows), add_item, &all);
  add_bias(&all);
}
