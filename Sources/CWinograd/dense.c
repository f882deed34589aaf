// A dense layer, straight from Keras' kernel [inputs][units]: reading it once from memory takes longer than
// anything that a better layout could save.

#include "vector.h"
#include "workers.h"

#include <string.h>

enum {
  panel = LITHO_CHANNEL_MULTIPLE,
  // Rows of the kernel summed in registers before the sums are added to the outputs: also what keeps the
  // rounding of long sums small.
  block_inputs = 8,
  // Vectors of the batch that share a look at the kernel.
  group_rows = 8,
  // Units of one item of work: a run of two kilobytes in each row of the kernel.
  item_units = 512,
  // Rows of the kernel that are asked for ahead of their use.
  rows_ahead = 16,
};

typedef struct {
  size_t count, inputs, units;
  const float *source, *kernel, *bias;
  float *destination;
} plan;

LITHO_KERNELS_BEGIN

// Adds the products of `inputs` rows of the kernel and one panel of units to `rows` outputs (`rows` is a
// constant wherever this is inlined).
LITHO_INLINE void add_products(const size_t rows, const plan *all, size_t inputs, const float *source,
                               const float *kernel, bool prefetches, float *to) {
  vector left[group_rows], right[group_rows];
#pragma clang loop unroll(full)
  for (size_t t = 0; t < rows; t++) left[t] = right[t] = splat(0);
  for (size_t i = 0; i < inputs; i++, kernel += all->units) {
    vector low = load(kernel), high = load(kernel + lanes);
    if (prefetches) {
      prefetch_near(kernel, rows_ahead * all->units);
      prefetch_near(kernel, rows_ahead * all->units + lanes);
    }
#pragma clang loop unroll(full)
    for (size_t t = 0; t < rows; t++) {
      vector factor = splat(source[t * all->inputs + i]);
      left[t] = fma(factor, low, left[t]);
      right[t] = fma(factor, high, right[t]);
    }
  }
#pragma clang loop unroll(full)
  for (size_t t = 0; t < rows; t++) {
    float *sum = to + t * all->units;
    store(sum, load(sum) + left[t]);
    store(sum + lanes, load(sum + lanes) + right[t]);
  }
}

static void multiply_item(void *context, size_t item, size_t worker) {
  (void)worker;
  const plan *all = context;
  size_t first = item * item_units, end = smaller_size(first + item_units, all->units);
  for (size_t row = 0; row < all->count; row++) {
    memset(all->destination + row * all->units + first, 0, (end - first) * sizeof(float));
  }
  for (size_t i = 0; i < all->inputs; i += block_inputs) {
    size_t inputs = smaller_size(block_inputs, all->inputs - i);
    for (size_t row = 0; row < all->count; row += group_rows) {
      size_t rows = smaller_size(group_rows, all->count - row);
      for (size_t unit = first; unit < end; unit += panel) {
        const float *source = all->source + row * all->inputs + i;
        const float *kernel = all->kernel + i * all->units + unit;
        float *to = all->destination + row * all->units + unit;
#define ADD_PRODUCTS(n)                                                \
  case n:                                                              \
    add_products(n, all, inputs, source, kernel, row == 0, to);        \
    break;
        switch (rows) {
          ADD_PRODUCTS(1)
          ADD_PRODUCTS(2)
          ADD_PRODUCTS(3)
          ADD_PRODUCTS(4)
          ADD_PRODUCTS(5)
          ADD_PRODUCTS(6)
          ADD_PRODUCTS(7)
          ADD_PRODUCTS(8)
        }
#undef ADD_PRODUCTS
      }
    }
  }
  for (size_t row = 0; row < all->count; row++) {
    for (size_t unit = first; unit < end; unit += lanes) {
      float *to = all->destination + row * all->units + unit;
      store(to, relu(load(to) + load(all->bias + unit)));
    }
  }
}

LITHO_KERNELS_END

void litho_dense(litho_workers *workers, size_t count, size_t inputs, size_t units, const float *source,
                 const float *kernel, const float *bias, float *destination) {
  plan all = {count, inputs, units, source, kernel, bias, destination};
  litho_workers_run(workers, divided_up(units, item_units), multiply_item, &all);
}
