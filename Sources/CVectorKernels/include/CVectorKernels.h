// Inner products of a query with many rows in small number formats, and the walk through a graph of them.
//
// Rows are approximated; every result comes with a bound on its error, or is meant to be looked at again in full
// precision. Callers pass sizes and guarantee that every array holds them.

#ifndef LITHOSCOPE_VECTOR_KERNELS_H
#define LITHOSCOPE_VECTOR_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// MARK: Availability

// Whether this processor multiplies bytes quickly: x86-64 with AVX-512 VNNI. Everything below gives the same
// results without it, slowly.
bool litho_bytes_are_fast(void);

// Makes everything below do as on a processor without: so that both ways can be compared on one that has it.
void litho_avoid_fast_bytes(bool avoid);

// MARK: Rows of bytes

// Rows and queries in bytes are padded with zeros to a multiple of this, a cache line.
#define LITHO_ROW_ALIGNMENT 64

// Rows whose components are bytes times a number of the row, beside the mean of all rows:
// x ≈ mean + scale · (code − 128). Products below are those without the mean's part, which is the same for all rows.
typedef struct {
  const uint8_t *codes;  // [count][stride], each row at a multiple of LITHO_ROW_ALIGNMENT
  const float *scales;   // [count]
  const float *errors;   // [count], bounds as `litho_encode_bytes` gives them
  size_t count, stride;
} litho_byte_rows;

// A query in two bytes a component: q ≈ scale · (254 · high + low).
typedef struct {
  const int8_t *high, *low;  // [stride]
  float scale;
  float error;  // at least what two such levels leave of the query, times the length of a row
} litho_byte_query;

// Writes what a row has beside the mean in bytes and returns their scale; `stride` bytes are written. `error` gets a
// bound on how far the product of a unit query with them is from that with the row.
float litho_encode_bytes(const float *row, const float *mean, size_t dimension, size_t stride, uint8_t *codes,
                         float *error);

// Which of up to 64 rows from `first` on may have an inner product with the query of at least `threshold`: those
// that are in `allowed` and whose approximate product plus all errors reaches it. Bit i stands for row first + i.
uint64_t litho_byte_candidates(const litho_byte_rows *rows, const litho_byte_query *query, size_t first,
                               uint64_t allowed, float threshold);

// The same for many queries at once: found[j] for queries[j] and thresholds[j].
void litho_byte_candidates_of_many(const litho_byte_rows *rows, const litho_byte_query *queries, size_t count,
                                   size_t first, uint64_t allowed, const float *thresholds, uint64_t *found);

// The approximate inner product of two encoded rows.
float litho_byte_product(const uint8_t *first, float first_scale, const uint8_t *second, float second_scale,
                         size_t stride);

// MARK: Rows of half-precision floats

typedef struct {
  const uint16_t *halves;  // [count][stride], IEEE 754 binary16
  const float *errors;     // [count], bounds as `litho_encode_halves` gives them
  size_t count, stride;
} litho_half_rows;

// Writes a row in half precision, rounded to nearest; `stride` values are written, `error` as for bytes.
void litho_encode_halves(const float *row, size_t dimension, size_t stride, uint16_t *halves, float *error);

// As `litho_byte_candidates`, for a query of `stride` floats padded with zeros.
uint64_t litho_half_candidates(const litho_half_rows *rows, const float *query, size_t first, uint64_t allowed,
                               float threshold);

// MARK: Rows of floats

// Whether this processor has AVX-512; without it nobody may call what follows here.
bool litho_floats_are_fast(void);

// Products are summed in sixteen lanes that are folded in halves, without fused operations, and the components behind
// the last multiple of 16 one by one: bit for bit what Swift's `InnerProduct` gives, which callers use where there is
// no AVX-512.

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

// MARK: Scores

// Bit i is set where scores[i] + margin reaches the threshold; `count` is at most 64.
uint64_t litho_scores_reaching(const float *scores, size_t count, float margin, float threshold);

// MARK: Graphs

// Ends a list of neighbours.
#define LITHO_NO_ROW UINT32_MAX

// A hierarchical navigable small world (Malkov & Yashunin, 2018) over rows of bytes.
typedef struct {
  litho_byte_rows rows;
  const uint32_t *links;        // [count][width], level 0
  const uint32_t *upper_start;  // [count], the row's first list in `upper`, or LITHO_NO_ROW
  const uint32_t *upper;        // [upper_count][upper_width], levels 1 and above of a row one after the other
  size_t width, upper_width, upper_count;
  uint32_t entry;
  size_t levels;  // above level 0
} litho_graph;

typedef struct {
  uint32_t row;
  float similarity;
} litho_graph_hit;

// What one walk at a time needs to remember.
typedef struct litho_graph_memory litho_graph_memory;

// Memory for walks through graphs of up to `count` rows; NULL when the system has none.
litho_graph_memory *litho_graph_memory_create(size_t count);
void litho_graph_memory_destroy(litho_graph_memory *memory);

enum { LITHO_GRAPH_DAMAGED = -1, LITHO_GRAPH_NO_MEMORY = -2 };

// The rows most similar to the query that a walk with the given breadth (`ef`) finds, the most similar first.
//
// Rows that are not in `allowed` (bit row % 64 of word row / 64; NULL allows all) are walked over but not found.
// `looked_at` gets the number of rows that were compared; the walk gives up beyond `most_looked_at`, with what it has.
// Returns the number of hits, at most `breadth`; LITHO_GRAPH_DAMAGED when a link leads outside of the graph.
ptrdiff_t litho_graph_search(const litho_graph *graph, const litho_byte_query *query, size_t breadth,
                             const uint64_t *allowed, size_t most_looked_at, litho_graph_memory *memory,
                             litho_graph_hit *hits, size_t *looked_at);

#ifdef __cplusplus
}
#endif

#endif
