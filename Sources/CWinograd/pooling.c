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

// MARK: Gradients

typedef struct {
  size_t images, height, width, channels;
  const float *gradient, *map;
  float *destination;
} plan_back;

// Sets what pooling has dropped to zero: all of a last row, or the last place of one.
LITHO_INLINE void clear_places(float *to, size_t count, size_t channels) {
  for (size_t i = 0; i < count * channels; i += lanes) store(to + i, splat(0));
}

// Two rows of the destination, and an odd last one.
static void pool_row_back(void *context, size_t item, size_t worker) {
  (void)worker;
  const plan_back *all = context;
  size_t height = all->height / 2, width = all->width / 2, channels = all->channels;
  size_t row_floats = all->width * channels, image = item / height, y = item % height;
  size_t first = (image * all->height + 2 * y) * row_floats;
  const float *gradient = all->gradient + item * width * channels;
  for (size_t x = 0; x < width; x++, gradient += channels) {
    for (size_t c = 0; c < channels; c += lanes) {
      const size_t places[4] = {0, channels, row_floats, row_floats + channels};
      size_t corner = first + 2 * x * channels + c;
      vector values[4];
      for (size_t i = 0; i < 4; i++) values[i] = load(all->map + corner + places[i]);
      vector largest = larger(larger(values[0], values[1]), larger(values[2], values[3]));
      // What is left to give away: the first of equal values takes all of it.
      vector left = load(gradient + c);
      for (size_t i = 0; i < 4; i++) {
        vector taken = values[i] == largest ? left : splat(0);
        store(all->destination + corner + places[i], taken);
        left = values[i] == largest ? splat(0) : left;
      }
    }
  }
  float *to = all->destination + first;
  if (all->width % 2 != 0) {
    clear_places(to + 2 * width * channels, 1, channels);
    clear_places(to + row_floats + 2 * width * channels, 1, channels);
  }
  if (all->height % 2 != 0 && y == height - 1) clear_places(to + 2 * row_floats, all->width, channels);
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

void litho_max_pool_back(litho_workers *workers, size_t images, size_t height, size_t width, size_t channels,
                         const float *gradient, const float *map, float *destination) {
  plan_back all = {images, height, width, channels, gradient, map, destination};
  litho_workers_run(workers, images * (height / 2), pool_row_back, &all);
}

void litho_channels_first(litho_workers *workers, size_t images, size_t area, size_t channels,
                          const float *source, float *destination) {
  plan all = {images, 1, area, channels, source, destination};
  litho_workers_run(workers, images * (channels / lanes), put_channels_first, &all);
}
