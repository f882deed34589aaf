// One number for each channel of a map: means, maxima, generalised means, deviations.
//
// A task takes sixteen channels of one image through all the statistics that are wanted, one after the other:
// what the first has read from memory the next find in the caches.

#include "power.h"
#include "workers.h"

typedef struct {
  size_t images, area, channels;
  const float *source;
  const litho_channel_statistic *statistics;
  size_t count;
} plan;

// Sixteen channels of one image.
typedef struct {
  const float *first;
  size_t area, channels;
} strip;

// Places summed before their sum is added to the total, so that rounding stays small in large maps.
enum { run_length = 64 };

LITHO_KERNELS_BEGIN

LITHO_INLINE vector value_at(strip all, size_t place) { return load(all.first + place * all.channels); }

// MARK: Sums

// Values are not negative after ReLU; those that are, in a map nobody has cut off, count as zero.
LITHO_INLINE vector itself(vector x, vector scale, vector exponent) { return x; }
LITHO_INLINE vector squared(vector x, vector scale, vector exponent) { return relu(x) * relu(x); }
LITHO_INLINE vector cubed(vector x, vector scale, vector exponent) { return relu(x) * relu(x) * relu(x); }
LITHO_INLINE vector scaled_power(vector x, vector scale, vector exponent) {
  return power_of(relu(x) * scale, exponent);
}

typedef vector (*term)(vector x, vector scale, vector exponent);

// The mean of a term of each value (the term is a constant wherever this is inlined).
LITHO_INLINE vector mean_of(const term term, strip all, vector scale, vector exponent) {
  vector total = splat(0);
  for (size_t start = 0; start < all.area; start += run_length) {
    vector sum = splat(0);
    size_t end = smaller_size(start + run_length, all.area);
    for (size_t place = start; place < end; place++) sum += term(value_at(all, place), scale, exponent);
    total += sum;
  }
  return total / splat((float)all.area);
}

// MARK: Statistics

static vector mean(strip all) { return mean_of(itself, all, splat(1), splat(1)); }

static vector maximum(strip all) {
  vector largest = value_at(all, 0);
  for (size_t place = 1; place < all.area; place++) largest = larger(largest, value_at(all, place));
  return largest;
}

static vector generalized_mean(strip all, float exponent) {
  vector p = splat(exponent);
  if (exponent == 2) return __builtin_elementwise_sqrt(mean_of(squared, all, splat(1), p));
  if (exponent == 3) return cube_root_of(mean_of(cubed, all, splat(1), p));
  // Values are divided by the largest first: no power leaves the range of a float.
  vector largest = relu(maximum(all));
  vector scale = largest >= FLT_MIN ? 1.0f / largest : splat(0);
  return largest * power_of(mean_of(scaled_power, all, scale, p), 1.0f / p);
}

// Mean and squared differences of a run at a time, put together as in Chan, Golub & LeVeque, "Algorithms for
// computing the sample variance", 1983: no difference of large sums. Each run starts from its first value, so
// that equal values have no deviation at all.
static vector deviation(strip all) {
  vector center = splat(0), squares = splat(0);
  for (size_t start = 0; start < all.area; start += run_length) {
    size_t end = smaller_size(start + run_length, all.area);
    vector first = value_at(all, start), sum = splat(0), run_squares = splat(0);
    for (size_t place = start; place < end; place++) sum += value_at(all, place) - first;
    vector run_mean = first + sum / splat((float)(end - start));
    for (size_t place = start; place < end; place++) {
      vector difference = value_at(all, place) - run_mean;
      run_squares = fma(difference, difference, run_squares);
    }
    vector step = run_mean - center;
    float share = (float)(end - start) / (float)end;
    center = start == 0 ? run_mean : fma(step, splat(share), center);
    squares += fma(step * step, splat((float)start * share), run_squares);
  }
  return __builtin_elementwise_sqrt(squares / splat((float)all.area));
}

static void pool_strip(void *context, size_t item, size_t worker) {
  (void)worker;
  const plan *all = context;
  size_t vectors = all->channels / lanes, image = item / vectors, channel = item % vectors * lanes;
  strip values = {all->source + image * all->area * all->channels + channel, all->area, all->channels};
  for (size_t i = 0; i < all->count; i++) {
    const litho_channel_statistic *wanted = &all->statistics[i];
    float *to = wanted->destination + image * all->channels + channel;
    switch (wanted->kind) {
      case litho_channel_mean: store(to, mean(values)); break;
      case litho_channel_maximum: store(to, maximum(values)); break;
      case litho_channel_generalized_mean: store(to, generalized_mean(values, wanted->exponent)); break;
      case litho_channel_deviation: store(to, deviation(values)); break;
    }
  }
}

LITHO_KERNELS_END

void litho_pool_channels(litho_workers *workers, size_t images, size_t area, size_t channels,
                         const float *source, const litho_channel_statistic *statistics, size_t count) {
  plan all = {images, area, channels, source, statistics, count};
  litho_workers_run(workers, images * (channels / lanes), pool_strip, &all);
}
