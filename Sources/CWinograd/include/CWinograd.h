// Winograd convolutions, dense layers and poolings for AVX-512, with a pool of threads of their own.
//
// Maps lie channels last ([image][row][column][channel]) without padding; everything is 32-bit floats.
// Each output value is computed by one thread in one order of additions, so neither the number of threads
// nor the place of an image in a batch changes a bit.
//
// Callers pass sizes and guarantee that every array holds them; arrays may not overlap.

#ifndef LITHOSCOPE_WINOGRAD_H
#define LITHOSCOPE_WINOGRAD_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// MARK: Availability

// Whether this processor runs the kernels: x86-64 with AVX-512F. Elsewhere nothing below may be called.
bool litho_winograd_available(void);

// Whether the kernels were compiled with optimisation; without it they are right but tens of times slower.
bool litho_winograd_optimised(void);

// MARK: Threads

// Threads that share the work of the functions below; the calling thread is one of them.
typedef struct litho_workers litho_workers;

// Starts `count` - 1 threads; NULL when memory is short. One caller at a time may use the result.
litho_workers *litho_workers_create(size_t count);

// Threads that work, the caller included; fewer than asked for when the system grants no more.
size_t litho_workers_count(const litho_workers *workers);

// Ends the threads.
void litho_workers_destroy(litho_workers *workers);

// MARK: Convolutions

// Channels of a map and filters of a convolution come in multiples of this.
#define LITHO_CHANNEL_MULTIPLE 32

// A 3×3 convolution with stride 1 and zero padding 1, followed by bias and ReLU and, when `pooled`, by the
// maximum of 2×2 windows (an odd last row or column is dropped).
typedef struct {
  size_t images, height, width, channels, filters;
  bool pooled;
} litho_convolution;

// Floats that a transformed kernel takes.
size_t litho_winograd_kernel_floats(size_t channels, size_t filters);

// Transforms a kernel [3][3][channels][filters] for `litho_winograd_convolve`.
void litho_winograd_prepare_kernel(litho_workers *workers, size_t channels, size_t filters,
                                   const float *kernel, float *prepared);

// Floats of working memory that `litho_winograd_convolve` needs.
size_t litho_winograd_scratch_floats(const litho_workers *workers, const litho_convolution *convolution);

// Convolves `source` into `destination`: [images][height][width][filters], halved sides when pooled.
void litho_winograd_convolve(litho_workers *workers, const litho_convolution *convolution,
                             const float *source, const float *prepared, const float *bias,
                             float *destination, float *scratch);

// Floats of working memory that `litho_first_convolve` needs.
size_t litho_first_scratch_floats(const litho_workers *workers, const litho_convolution *convolution);

// The first convolution of a network: `source` is [images][channels][height][width] with any number of
// channels, and `kernel` is [3][3][channels][filters] as it is. Never pooled.
void litho_first_convolve(litho_workers *workers, const litho_convolution *convolution, const float *source,
                          const float *kernel, const float *bias, float *destination, float *scratch);

// MARK: Other layers

// Maximum of 2×2 windows; an odd last row or column is dropped.
void litho_max_pool(litho_workers *workers, size_t images, size_t height, size_t width, size_t channels,
                    const float *source, float *destination);

// [count][inputs] times [inputs][units], bias and ReLU; `units` is a multiple of LITHO_CHANNEL_MULTIPLE.
void litho_dense(litho_workers *workers, size_t count, size_t inputs, size_t units, const float *source,
                 const float *kernel, const float *bias, float *destination);

// MARK: Training

// Transforms a kernel [3][3][channels][filters], turned by 180° and with channels and filters exchanged, for
// `litho_winograd_convolve_back`; it takes `litho_winograd_kernel_floats(filters, channels)`.
void litho_winograd_prepare_turned_kernel(litho_workers *workers, size_t channels, size_t filters,
                                          const float *kernel, float *prepared);

// The gradient by a convolution's input: `gradient` [images][height][width][filters of the layer] convolved
// with the turned kernel, zero where the input `map` is not positive. `turned` has the layer's filters as
// channels and its channels as filters; it also says how much scratch is needed.
void litho_winograd_convolve_back(litho_workers *workers, const litho_convolution *turned,
                                  const float *gradient, const float *prepared, const float *map,
                                  float *destination, float *scratch);

// Floats of working memory that `litho_winograd_add_kernel_gradient` needs.
size_t litho_winograd_gradient_scratch_floats(const litho_convolution *convolution);

// Adds the gradients by a convolution's kernel [3][3][channels][filters] and bias [filters], from its input
// `source` and the gradient by its output before ReLU.
void litho_winograd_add_kernel_gradient(litho_workers *workers, const litho_convolution *convolution,
                                        const float *source, const float *gradient, float *kernel_sum,
                                        float *bias_sum, float *scratch);

// Floats of working memory that `litho_first_add_kernel_gradient` needs.
size_t litho_first_gradient_scratch_floats(const litho_workers *workers,
                                           const litho_convolution *convolution);

// The same for the first convolution, whose `source` is [images][channels][height][width].
void litho_first_add_kernel_gradient(litho_workers *workers, const litho_convolution *convolution,
                                     const float *source, const float *gradient, float *kernel_sum,
                                     float *bias_sum, float *scratch);

// The gradient by the input `map` of a 2×2 maximum pooling: what comes in goes to the first of each window's
// largest values.
void litho_max_pool_back(litho_workers *workers, size_t images, size_t height, size_t width, size_t channels,
                         const float *gradient, const float *map, float *destination);

// The gradient by a dense layer's input `map` [count][inputs], zero where that is not positive.
void litho_dense_back(litho_workers *workers, size_t count, size_t inputs, size_t units,
                      const float *gradient, const float *kernel, const float *map, float *destination);

// Adds the gradients by a dense layer's kernel [inputs][units] and bias [units].
void litho_dense_add_gradient(litho_workers *workers, size_t count, size_t inputs, size_t units,
                              const float *source, const float *gradient, float *kernel_sum,
                              float *bias_sum);

// MARK: Results

typedef enum {
  litho_channel_mean,
  litho_channel_maximum,
  // (mean xᵖ)^(1/p); negative values count as zero.
  litho_channel_generalized_mean,
  // √(mean of the squared differences from the mean); exactly zero where all values are equal.
  litho_channel_deviation,
} litho_channel_statistic_kind;

// A number for each channel over all places, and where it goes.
typedef struct {
  litho_channel_statistic_kind kind;
  // p of a generalised mean: 0.1 to 100.
  float exponent;
  // [images][channels]
  float *destination;
} litho_channel_statistic;

// Statistics of `source` [images][area][channels], all of them in one sweep; `area` is at least 1.
void litho_pool_channels(litho_workers *workers, size_t images, size_t area, size_t channels,
                         const float *source, const litho_channel_statistic *statistics, size_t count);

// [images][area][channels] to [images][channels][area].
void litho_channels_first(litho_workers *workers, size_t images, size_t area, size_t channels,
                          const float *source, float *destination);

#ifdef __cplusplus
}
#endif

#endif
