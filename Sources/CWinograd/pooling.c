// Layers and results that only read and compare: maxima of windows, and channels put first.

#include "vector.h"
#include "workers.h"

typedef struct {
  size_t images, height, width, channels;
  const float *source;
  float *destination;
} plan;

LITHO_KERNELS_BEGIN

// MARK: Maxima

static void pool_row(void *context, size_t item, size_t worker) {
  (void)worker;
  const plan *all = context;
  size_t height = all->height / 2, width = all->width / 2, row_floats = all->width * all->channels;
  size_t image = item / height, y = item % height;
  const float *from = all->source + (image * all->height + 2 * y) * row_floats;
  float *to = all->destination + item * width * all->channels;
  for (size_t x = 0; x < width; x++, from += 2 * all->channels, to += all->channels) {
    for (size_t c = 0; c < all->channels; c += lanes) {
      vector top = larger(load(from + c), load(from + all->channels + c));
      vector bottom = larger(load(from + row_floats + c), load(from + row_floats + all->channels + c));
      store(to + c, larger(top, bottom));
    }
  }
}

LITHO_KERNELS_END

// MARK: Layout

static void put_channels_first(void *context, size_t item, size_t worker) {
  (void)worker;
  const plan *all = context;
  // One line of channels at a time: what is read stays in the cache until all sixteen are written.
  size_t lines = all->channels / lanes, image = item / lines, channel = item % lines * lanes;
  size_t area = all->height * all->width;
  const float *from = all->source + image * area * all->channels + channel;
  float *to = all->destination + (image * all->channels + channel) * area;
  for (size_t place = 0; place < area; place++) {
    for (size_t c = 0; c < lanes; c++) to[c * area + place] = from[place * all->channels + c];
  }
}

// MARK: Entry points

void litho_max_pool(litho_workers *workers, size_t images, size_t height, size_t width, size_t channels,
                    const float *source, float *destination) {
  plan all = {images, height, width, channels, source, destination};
  litho_workers_run(workers, images * (height / 2), pool_row, &all);
}

void litho_channels_first(litho_workers *workers, size_t images, size_t area, size_t channels,
                          const float *source, float *destination) {
  plan all = {images, 1, area, channels, source, destination};
  litho_workers_run(workers, images * (channels / lanes), put_channels_first, &all);
}
