// The gradient by the kernel of a Winograd convolution.
//
// The outputs are Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A, so the gradient by g is Gᵀ[Σ (Bᵀ d B) ⊙ (A y Aᵀ)]G, y being the
// gradient by a tile's outputs and the sum over all tiles: for each of the 36 points a product of matrices,
// channels × tiles × filters. Point (1, 1) of A y Aᵀ is the sum of y, which is what the bias wants.
//
// The threads transform a block of tiles together, then each adds products to sums that it alone owns.

#include "winograd.h"
#include "workers.h"

#include <string.h>

enum {
  // Transformed values of the tiles of a block: they stay in a last-level cache with room for others.
  block_bytes = 8 << 20,
  // But so many tiles at least: every block takes all the sums through the caches once.
  least_tiles = 256,
  // Tiles that an item of work transforms.
  item_tiles = 4,
  // Channels whose sums with a panel of filters are in registers.
  group_channels = 8,
  // Where A y Aᵀ holds the sum of y.
  sum_point = patch_side + 1,
};

typedef struct {
  litho_convolution layer;
  const float *source, *gradient;
  float *kernel_sum, *bias_sum;
  // Transformed inputs, then transformed gradients: [point][width / 16][tile][16].
  float *inputs, *gradients;
  // [point][panel][channel][32 filters]
  float *sums;
  size_t tile_rows, tile_columns, tiles;
  // Tiles of a block, those of the one at hand, and its first.
  size_t block, count, first;
  size_t input_stride, gradient_stride, sum_stride;
} plan;

static plan plan_for(const litho_convolution *layer, float *scratch) {
  plan all = {.layer = *layer};
  all.tile_rows = divided_up(layer->height, tile_side);
  all.tile_columns = divided_up(layer->width, tile_side);
  all.tiles = layer->images * all.tile_rows * all.tile_columns;
  size_t block = block_bytes / (points * (layer->channels + layer->filters) * sizeof(float));
  if (block < least_tiles) block = least_tiles;
  // As many blocks, but as even as they come.
  all.block = divided_up(all.tiles, divided_up(all.tiles, block));
  // One line more than a multiple of a page: the points stay out of each other's cache sets.
  all.input_stride = all.block * layer->channels + lanes;
  all.gradient_stride = all.block * layer->filters + lanes;
  all.sum_stride = layer->channels * layer->filters + lanes;
  all.inputs = scratch;
  all.gradients = all.inputs + points * all.input_stride;
  all.sums = all.gradients + points * all.gradient_stride;
  return all;
}

size_t litho_winograd_gradient_scratch_floats(const litho_convolution *layer) {
  plan all = plan_for(layer, NULL);
  return points * (all.input_stride + all.gradient_stride + all.sum_stride);
}

static void transform_item(void *context, size_t item, size_t worker) {
  (void)worker;
  const plan *all = context;
  const litho_convolution *layer = &all->layer;
  size_t start = item * item_tiles, end = smaller_size(start + item_tiles, all->count);
  size_t row_stride = layer->width * layer->filters;
  tile_place place = place_of_tile(all->first + start, all->tile_rows, all->tile_columns);
  for (size_t t = start; t < end; t++, place = place_after(place, layer->height, layer->width)) {
    transform_inputs(all->source, place, layer->height, layer->width, layer->channels,
                     all->inputs + t * lanes, all->input_stride, all->count * lanes);
    const float *from = all->gradient + (place.image * layer->height + place.row) * row_stride +
                        place.column * layer->filters;
    transform_gradients(from, row_stride, layer->filters, layer->height - place.row,
                        layer->width - place.column, layer->filters, all->gradients + t * lanes,
                        all->gradient_stride, all->count * lanes);
  }
}

LITHO_KERNELS_BEGIN

// Adds products of eight channels, a half of each line at `inputs`, with a panel of filters, over all tiles.
LITHO_INLINE void add_products(const float *inputs, const float *low_gradients, const float *high_gradients,
                               size_t tiles, bool is_first, float *sums) {
  vector left[group_channels], right[group_channels];
#pragma clang loop unroll(full)
  for (size_t c = 0; c < group_channels; c++) {
    left[c] = right[c] = splat(0);
    prefetch_for_writing(sums + c * panel);
    prefetch_for_writing(sums + c * panel + lanes);
  }
#pragma clang loop unroll_count(2)
  for (size_t t = 0; t < tiles; t++) {
    vector low = load(low_gradients + t * lanes), high = load(high_gradients + t * lanes);
#pragma clang loop unroll(full)
    for (size_t c = 0; c < group_channels; c++) {
      vector factor = splat(inputs[t * lanes + c]);
      left[c] = fma(factor, low, left[c]);
      right[c] = fma(factor, high, right[c]);
    }
  }
#pragma clang loop unroll(full)
  for (size_t c = 0; c < group_channels; c++) {
    float *to = sums + c * panel;
    store(to, is_first ? left[c] : load(to) + left[c]);
    store(to + lanes, is_first ? right[c] : load(to + lanes) + right[c]);
  }
}

// One point of one panel of filters.
static void multiply_item(void *context, size_t item, size_t worker) {
  (void)worker;
  const plan *all = context;
  size_t channels = all->layer.channels, panels = all->layer.filters / panel;
  size_t point = item / panels, number = item % panels, line = all->count * lanes;
  const float *inputs = all->inputs + point * all->input_stride;
  const float *low = all->gradients + point * all->gradient_stride + number * (panel / lanes) * line;
  float *sums = all->sums + point * all->sum_stride + number * channels * panel;
  for (size_t c = 0; c < channels; c += group_channels) {
    add_products(inputs + c / lanes * line + c % lanes, low, low + line, all->count, all->first == 0,
                 sums + c * panel);
  }
  if (point != sum_point) return;
  float *bias = all->bias_sum + number * panel;
  vector left = splat(0), right = splat(0);
  for (size_t t = 0; t < all->count; t++) {
    left += load(low + t * lanes);
    right += load(low + line + t * lanes);
  }
  store(bias, load(bias) + left);
  store(bias + lanes, load(bias + lanes) + right);
}

// Gᵀ times a column of six.
LITHO_INLINE void times_g_transposed(const vector u[patch_side], vector out[3]) {
  vector a = u[1] + u[2], b = u[2] - u[1], c = u[3] + u[4], d = u[3] - u[4];
  vector ends = fma(splat(-1.0f / 6), a, splat(1.0f / 24) * c);
  out[0] = fma(splat(0.25f), u[0], ends);
  out[1] = fma(splat(1.0f / 6), b, splat(1.0f / 12) * d);
  out[2] = fma(splat(-1.0f / 6), a, fma(splat(1.0f / 6), c, u[5]));
}

// Gᵀ u G for one channel and one panel of filters.
static void finish_item(void *context, size_t item, size_t worker) {
  (void)worker;
  const plan *all = context;
  size_t channels = all->layer.channels, filters = all->layer.filters, panels = filters / panel;
  size_t channel = item / panels, number = item % panels;
  for (size_t k = 0; k < panel; k += lanes) {
    const float *sums = all->sums + (number * channels + channel) * panel + k;
    vector columns[patch_side][3];
#pragma clang loop unroll(full)
    for (size_t x = 0; x < patch_side; x++) {
      vector column[patch_side];
#pragma clang loop unroll(full)
      for (size_t y = 0; y < patch_side; y++) {
        column[y] = load(sums + (y * patch_side + x) * all->sum_stride);
      }
      times_g_transposed(column, columns[x]);
    }
    float *to = all->kernel_sum + channel * filters + number * panel + k;
#pragma clang loop unroll(full)
    for (size_t y = 0; y < 3; y++) {
      vector row[patch_side], out[3];
#pragma clang loop unroll(full)
      for (size_t x = 0; x < patch_side; x++) row[x] = columns[x][y];
      times_g_transposed(row, out);
#pragma clang loop unroll(full)
      for (size_t x = 0; x < 3; x++) {
        float *place = to + (y * 3 + x) * channels * filters;
        store(place, load(place) + out[x]);
      }
    }
  }
}

LITHO_KERNELS_END

void litho_winograd_add_kernel_gradient(litho_workers *workers, const litho_convolution *layer,
                                        const float *source, const float *gradient, float *kernel_sum,
                                        float *bias_sum, float *scratch) {
  plan all = plan_for(layer, scratch);
  all.source = source;
  all.gradient = gradient;
  all.kernel_sum = kernel_sum;
  all.bias_sum = bias_sum;
  size_t panels = layer->filters / panel;
  for (all.first = 0; all.first < all.tiles; all.first += all.block) {
    all.count = smaller_size(all.block, all.tiles - all.first);
    litho_workers_run(workers, divided_up(all.count, item_tiles), transform_item, &all);
    litho_workers_run(workers, points * panels, multiply_item, &all);
  }
  litho_workers_run(workers, layer->channels * panels, finish_item, &all);
}
