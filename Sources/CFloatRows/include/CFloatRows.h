// Inner products of 32-bit float rows that lie scattered in memory, with AVX-512.
//
// Products are summed in sixteen lanes that are folded in halves, without fused operations, and the components behind
// the last multiple of 16 one by one: bit for bit what Swift's `InnerProduct` gives, which callers use where there is
// no AVX-512 (`litho_float_rows_are_fast`). Callers pass sizes and guarantee that every array holds them.

#ifndef LITHOSCOPE_FLOAT_ROWS_H
#define LITHOSCOPE_FLOAT_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Whether this processor has AVX-512.
bool litho_float_rows_are_fast(void);

// products[i] = query · rows[numbers[i]], where row n begins at rows + n * stride.
void litho_float_products(const float *query, const float *rows, size_t stride, size_t dimension,
                          const int32_t *numbers, size_t count, float *products);

// The same, with the rows' products with themselves.
void litho_float_products_and_squares(const float *query, const float *rows, size_t stride, size_t dimension,
                                      const int32_t *numbers, size_t count, float *products, float *squares);

// first · second.
float litho_float_product(const float *first, const float *second, size_t dimension);

// vector · first and vector · second.
void litho_float_product_pair(const float *vector, const float *first, const float *second, size_t dimension,
                              float products[2]);

// mean = mean * kept + vector * added.
void litho_float_blend(float *mean, float kept, const float *vector, float added, size_t dimension);

// Has the system's caches fetch the beginning of a vector.
void litho_float_prefetch(const void *start);

#ifdef __cplusplus
}
#endif

#endif
