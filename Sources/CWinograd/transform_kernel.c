// G g Gᵀ of each 3×3 kernel, once for a network: in double precision, so that the transformed weights are
// rounded once.

#include "winograd.h"
#include "workers.h"

typedef double vector64 __attribute__((ext_vector_type(8)));
typedef float half_vector __attribute__((ext_vector_type(8)));
typedef float half_vector_in_memory __attribute__((ext_vector_type(8), aligned(4), may_alias));

// Kernels of at most this many bytes, transformed, are read from the caches again and again.
enum { private_kernel_bytes = 5 << 19 };

enum {
  // Channels that one item of work transforms.
  item_channels = 32,
  // Of a 3×3 kernel.
  places = 9,
};

bool is_private(size_t channels, size_t filters) {
  return points * channels * filters * sizeof(float) <= private_kernel_bytes;
}

kernel_layout kernel_layout_for(size_t channels, size_t filters) {
  size_t size = channels * panel;
  // A thread that works alone goes through the points of a panel; threads that share go through the panels of
  // a point. One line more than a power of two keeps the 36 points out of each other's cache sets.
  if (is_private(channels, filters)) return (kernel_layout){size, points * size + lanes};
  return (kernel_layout){filters * channels + lanes, size};
}

size_t litho_winograd_kernel_floats(size_t channels, size_t filters) {
  return points * (channels * filters + lanes) + filters / panel * lanes;
}

typedef struct {
  size_t channels, filters;
  const float *kernel;
  float *prepared;
} preparation;

LITHO_KERNELS_BEGIN

LITHO_INLINE vector64 load64(const float *from) {
  return __builtin_convertvector((half_vector) * (const half_vector_in_memory *)from, vector64);
}

// G times a column of three.
LITHO_INLINE void times_g(const vector64 g[3], vector64 out[patch_side]) {
  vector64 ends = (g[0] + g[2]) * (1.0 / 6), middle = g[1] * (1.0 / 6);
  vector64 far_ends = g[0] * (1.0 / 24) + g[2] * (1.0 / 6), far_middle = g[1] * (1.0 / 12);
  out[0] = g[0] * 0.25;
  out[1] = -ends - middle;
  out[2] = middle - ends;
  out[3] = far_ends + far_middle;
  out[4] = far_ends - far_middle;
  out[5] = g[2];
}

// G g Gᵀ for eight filters at a time.
LITHO_INLINE void times_g_twice(const float *kernel, size_t place_stride, half_vector out[points]) {
  vector64 rows[3][patch_side];
  for (size_t x = 0; x < 3; x++) {
    vector64 column[3];
    for (size_t y = 0; y < 3; y++) column[y] = load64(kernel + (y * 3 + x) * place_stride);
    times_g(column, rows[x]);
  }
  for (size_t y = 0; y < patch_side; y++) {
    vector64 row[3] = {rows[0][y], rows[1][y], rows[2][y]}, transformed[patch_side];
    times_g(row, transformed);
    for (size_t x = 0; x < patch_side; x++) {
      out[y * patch_side + x] = __builtin_convertvector(transformed[x], half_vector);
    }
  }
}

// Transforms the kernels of one input channel and one panel of filters; they lie at `kernel`, their places
// `place_stride` apart.
LITHO_INLINE void prepare_row(const float *kernel, size_t place_stride, float *prepared,
                              size_t point_stride) {
  for (size_t k = 0; k < panel; k += lanes) {
    half_vector low[points], high[points];
    times_g_twice(kernel + k, place_stride, low);
    times_g_twice(kernel + k + lanes / 2, place_stride, high);
    for (size_t point = 0; point < points; point++) {
      vector both = __builtin_shufflevector(low[point], high[point], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
                                            13, 14, 15);
      store(prepared + k + point * point_stride, both);
    }
  }
}

static void prepare_item(void *context, size_t item, size_t worker) {
  (void)worker;
  const preparation *all = context;
  size_t blocks = all->channels / item_channels, number = item / blocks;
  size_t first = item % blocks * item_channels, place_stride = all->channels * all->filters;
  kernel_layout layout = kernel_layout_for(all->channels, all->filters);
  for (size_t c = first; c < first + item_channels; c++) {
    prepare_row(all->kernel + c * all->filters + number * panel, place_stride,
                all->prepared + number * layout.panel_stride + c * panel, layout.point_stride);
  }
}

// The filters of the layer are the channels of what is computed here, and its channels the filters.
static void prepare_turned_item(void *context, size_t item, size_t worker) {
  (void)worker;
  const preparation *all = context;
  size_t blocks = all->filters / item_channels, number = item / blocks;
  size_t first = item % blocks * item_channels, place_stride = all->channels * all->filters;
  kernel_layout layout = kernel_layout_for(all->filters, all->channels);
  float turned[places * item_channels * panel];
  for (size_t place = 0; place < places; place++) {
    // The last place comes first.
    const float *from =
        all->kernel + (places - 1 - place) * place_stride + number * panel * all->filters + first;
    for (size_t c = 0; c < panel; c++) {
      for (size_t k = 0; k < item_channels; k++) {
        turned[(place * item_channels + k) * panel + c] = from[c * all->filters + k];
      }
    }
  }
  for (size_t k = 0; k < item_channels; k++) {
    prepare_row(turned + k * panel, item_channels * panel,
                all->prepared + number * layout.panel_stride + (first + k) * panel, layout.point_stride);
  }
}

LITHO_KERNELS_END

void litho_winograd_prepare_kernel(litho_workers *workers, size_t channels, size_t filters,
                                   const float *kernel, float *prepared) {
  preparation all = {channels, filters, kernel, prepared};
  litho_workers_run(workers, filters / panel * (channels / item_channels), prepare_item, &all);
}

void litho_winograd_prepare_turned_kernel(litho_workers *workers, size_t channels, size_t filters,
                                          const float *kernel, float *prepared) {
  preparation all = {channels, filters, kernel, prepared};
  litho_workers_run(workers, channels / panel * (filters / item_channels), prepare_turned_item, &all);
}
