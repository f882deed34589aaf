// The gradient by the kernel of the first convolution, directly: each weight's gradient is the product of a
// shifted input channel with the gradient of a filter's map, summed over all places.
//
// The rows of all images are divided into runs, however many threads there are; each run has sums of its own,
// which are added in order.

#include "vector.h"
#include "workers.h"

#include <string.h>

enum {
  kernel_side = 3,
  places = kernel_side * kernel_side,
  panel = LITHO_CHANNEL_MULTIPLE,
  // Runs of rows, at most: enough for many threads, few enough that adding them is nothing.
  most_runs = 64,
};

typedef struct {
  litho_convolution layer;
  const float *source, *gradient;
  float *kernel_sum, *bias_sum;
  // Padded rows for each worker, and the sums of each run: [channels][9][filters], then the bias's [filters].
  float *rows, *sums;
  size_t runs;
} plan;

// A row of a channel with a zero at either end.
static size_t padded_width(const litho_convolution *layer) { return layer->width + kernel_side - 1; }

static size_t row_floats(const litho_convolution *layer) {
  return divided_up(layer->channels * kernel_side * padded_width(layer), lanes) * lanes;
}

static size_t sum_floats(const litho_convolution *layer) {
  return (layer->channels * places + 1) * layer->filters;
}

static size_t run_count(const litho_convolution *layer) {
  return smaller_size(most_runs, layer->images * layer->height);
}

size_t litho_first_gradient_scratch_floats(const litho_workers *workers, const litho_convolution *layer) {
  return litho_workers_count(workers) * row_floats(layer) + run_count(layer) * sum_floats(layer);
}

// Puts the three rows of each channel that a row of outputs sees into `rows`: [channels][3][padded width].
static void gather_rows(const plan *all, size_t image, size_t y, float *rows) {
  const litho_convolution *layer = &all->layer;
  for (size_t c = 0; c < layer->channels; c++) {
    for (size_t dy = 0; dy < kernel_side; dy++) {
      float *row = rows + (c * kernel_side + dy) * padded_width(layer);
      memset(row, 0, padded_width(layer) * sizeof(float));
      // Row 0 is the padding above the image.
      size_t padded_y = y + dy;
      if (padded_y < 1 || padded_y > layer->height) continue;
      size_t start = ((image * layer->channels + c) * layer->height + padded_y - 1) * layer->width;
      memcpy(row + 1, all->source + start, layer->width * sizeof(float));
    }
  }
}

LITHO_KERNELS_BEGIN

// Adds the products of one row for one channel and one panel of filters.
LITHO_INLINE void add_row(const float *rows, size_t padded, size_t width, const float *gradient,
                          size_t filters, float *sums) {
  vector left[places], right[places];
#pragma clang loop unroll(full)
  for (size_t i = 0; i < places; i++) left[i] = right[i] = splat(0);
  for (size_t x = 0; x < width; x++, gradient += filters) {
    vector low = load(gradient), high = load(gradient + lanes);
#pragma clang loop unroll(full)
    for (size_t i = 0; i < places; i++) {
      vector factor = splat(rows[i / kernel_side * padded + i % kernel_side + x]);
      left[i] = fma(factor, low, left[i]);
      right[i] = fma(factor, high, right[i]);
    }
  }
#pragma clang loop unroll(full)
  for (size_t i = 0; i < places; i++) {
    float *to = sums + i * filters;
    store(to, load(to) + left[i]);
    store(to + lanes, load(to + lanes) + right[i]);
  }
}

LITHO_INLINE void add_bias_row(size_t width, const float *gradient, size_t filters, float *sums) {
  vector left = splat(0), right = splat(0);
  for (size_t x = 0; x < width; x++, gradient += filters) {
    left += load(gradient);
    right += load(gradient + lanes);
  }
  store(sums, load(sums) + left);
  store(sums + lanes, load(sums + lanes) + right);
}

static void sum_run(void *context, size_t item, size_t worker) {
  const plan *all = context;
  const litho_convolution *layer = &all->layer;
  size_t all_rows = layer->images * layer->height, filters = layer->filters, padded = padded_width(layer);
  float *rows = all->rows + worker * row_floats(layer), *sums = all->sums + item * sum_floats(layer);
  memset(sums, 0, sum_floats(layer) * sizeof(float));
  for (size_t row = all_rows * item / all->runs; row < all_rows * (item + 1) / all->runs; row++) {
    gather_rows(all, row / layer->height, row % layer->height, rows);
    const float *gradient = all->gradient + row * layer->width * filters;
    for (size_t k = 0; k < filters; k += panel) {
      for (size_t c = 0; c < layer->channels; c++) {
        add_row(rows + c * kernel_side * padded, padded, layer->width, gradient + k, filters,
                sums + c * places * filters + k);
      }
      add_bias_row(layer->width, gradient + k, filters, sums + layer->channels * places * filters + k);
    }
  }
}

// One channel's nine places, or the bias after the last channel.
static void add_runs(void *context, size_t item, size_t worker) {
  (void)worker;
  const plan *all = context;
  const litho_convolution *layer = &all->layer;
  size_t filters = layer->filters, count = item < layer->channels ? places : 1;
  for (size_t place = 0; place < count; place++) {
    const float *from = all->sums + (item * places + place) * filters;
    float *to = item < layer->channels ? all->kernel_sum + (place * layer->channels + item) * filters
                                       : all->bias_sum;
    for (size_t k = 0; k < filters; k += lanes) {
      vector sum = splat(0);
      for (size_t run = 0; run < all->runs; run++) sum += load(from + run * sum_floats(layer) + k);
      store(to + k, load(to + k) + sum);
    }
  }
}

LITHO_KERNELS_END

void litho_first_add_kernel_gradient(litho_workers *workers, const litho_convolution *layer,
                                     const float *source, const float *gradient, float *kernel_sum,
                                     float *bias_sum, float *scratch) {
  plan all = {*layer, source, gradient, kernel_sum, bias_sum, scratch, NULL, run_count(layer)};
  all.sums = scratch + litho_workers_count(workers) * row_floats(layer);
  litho_workers_run(workers, all.runs, sum_run, &all);
  litho_workers_run(workers, layer->channels + 1, add_runs, &all);
}
