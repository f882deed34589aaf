// The first convolution, directly: with three channels there is too little to sum for Winograd to pay.

#include "vector.h"
#include "workers.h"

#include <string.h>

enum {
  kernel_side = 3,
  panel = LITHO_CHANNEL_MULTIPLE,
  // Places of a row computed together: 14 times two vectors of sums fill the registers.
  group_places = 14,
};

typedef struct {
  litho_convolution layer;
  const float *source, *kernel, *bias;
  float *destination, *scratch;
} plan;

// Three rows of each channel with a zero at either end.
static size_t padded_width(const litho_convolution *layer) { return layer->width + kernel_side - 1; }

static size_t scratch_floats_of_worker(const litho_convolution *layer) {
  return divided_up(layer->channels * kernel_side * padded_width(layer), lanes) * lanes;
}

size_t litho_first_scratch_floats(const litho_workers *workers, const litho_convolution *layer) {
  return litho_workers_count(workers) * scratch_floats_of_worker(layer);
}

LITHO_KERNELS_BEGIN

// Outputs of `places` neighbouring places (a constant wherever this is inlined) and one panel of filters.
LITHO_INLINE void convolve_places(const size_t places, const litho_convolution *layer, const float *rows,
                                  const float *kernel, const float *bias, float *to) {
  vector left[group_places], right[group_places];
#pragma clang loop unroll(full)
  for (size_t t = 0; t < places; t++) {
    left[t] = load(bias);
    right[t] = load(bias + lanes);
  }
  for (size_t y = 0; y < kernel_side; y++) {
    for (size_t x = 0; x < kernel_side; x++) {
      for (size_t c = 0; c < layer->channels; c++, kernel += layer->filters) {
        const float *from = rows + (c * kernel_side + y) * padded_width(layer) + x;
        vector low = load(kernel), high = load(kernel + lanes);
#pragma clang loop unroll(full)
        for (size_t t = 0; t < places; t++) {
          vector factor = splat(from[t]);
          left[t] = fma(factor, low, left[t]);
          right[t] = fma(factor, high, right[t]);
        }
      }
    }
  }
#pragma clang loop unroll(full)
  for (size_t t = 0; t < places; t++) {
    store(to + t * layer->filters, relu(left[t]));
    store(to + t * layer->filters + lanes, relu(right[t]));
  }
}

static void convolve_row(void *context, size_t item, size_t worker) {
  const plan *all = context;
  const litho_convolution *layer = &all->layer;
  size_t image = item / layer->height, y = item % layer->height, width = layer->width;
  float *rows = all->scratch + worker * scratch_floats_of_worker(layer);
  for (size_t c = 0; c < layer->channels; c++) {
    for (size_t dy = 0; dy < kernel_side; dy++) {
      float *row = rows + (c * kernel_side + dy) * padded_width(layer);
      // Row 0 is the padding above the image.
      size_t padded_y = y + dy;
      bool inside = padded_y >= 1 && padded_y <= layer->height;
      row[0] = row[width + 1] = 0;
      if (inside) {
        size_t start = ((image * layer->channels + c) * layer->height + padded_y - 1) * width;
        memcpy(row + 1, all->source + start, width * sizeof(float));
      } else {
        memset(row + 1, 0, width * sizeof(float));
      }
    }
  }
  float *out = all->destination + (image * layer->height + y) * width * layer->filters;
  for (size_t k = 0; k < layer->filters; k += panel) {
    const float *kernel = all->kernel + k, *bias = all->bias + k;
    if (width < group_places) {
      for (size_t x = 0; x < width; x++) {
        convolve_places(1, layer, rows + x, kernel, bias, out + x * layer->filters + k);
      }
      continue;
    }
    for (size_t x = 0; x < width; x += group_places) {
      // The last group overlaps the one before and writes the same values again.
      size_t start = smaller_size(x, width - group_places);
      convolve_places(group_places, layer, rows + start, kernel, bias, out + start * layer->filters + k);
    }
  }
}

LITHO_KERNELS_END

void litho_first_convolve(litho_workers *workers, const litho_convolution *layer, const float *source,
                          const float *kernel, const float *bias, float *destination, float *scratch) {
  plan all = {*layer, source, kernel, bias, destination, scratch};
  litho_workers_run(workers, layer->images * layer->height, convolve_row, &all);
}
