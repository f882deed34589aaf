// A thin face on hnswlib's construction of graphs, over rows of bytes.
//
// No exception leaves it: what hnswlib or the system refuses comes back as NULL or false.

#ifndef LITHOSCOPE_HNSW_H
#define LITHOSCOPE_HNSW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "CVectorKernels.h"

#ifdef __cplusplus
extern "C" {
#endif

// A graph that grows.
typedef struct litho_hnsw litho_hnsw;

// An empty graph for up to `most_rows` of `rows`, which are copied as they are added. `neighbours` is the paper's M,
// `breadth` its efConstruction.
litho_hnsw *litho_hnsw_create(const litho_byte_rows *rows, size_t most_rows, size_t neighbours, size_t breadth,
                              uint32_t seed);
void litho_hnsw_destroy(litho_hnsw *graph);

// Adds a row that is not in the graph; may be called from several threads at once.
bool litho_hnsw_add(litho_hnsw *graph, uint32_t row);

// MARK: Reading a finished graph

size_t litho_hnsw_count(const litho_hnsw *graph);
// The row from which searches start, and the graph's levels above level 0; of a graph that is not empty.
uint32_t litho_hnsw_entry(const litho_hnsw *graph);
size_t litho_hnsw_levels(const litho_hnsw *graph);
// The row that was added as the `place`-th, and the levels above 0 on which it has neighbours.
uint32_t litho_hnsw_row(const litho_hnsw *graph, size_t place);
size_t litho_hnsw_row_levels(const litho_hnsw *graph, size_t place);
// Writes its neighbours on a level, at most 2 · M on level 0 and M above; returns how many there are.
size_t litho_hnsw_neighbours(const litho_hnsw *graph, size_t place, size_t level, uint32_t *rows);

// MARK: Restoring one

// Puts a row into the graph without neighbours, then all of its neighbours, once all rows are there.
bool litho_hnsw_place(litho_hnsw *graph, uint32_t row, size_t levels);
bool litho_hnsw_connect(litho_hnsw *graph, uint32_t row, size_t level, const uint32_t *rows, size_t count);
bool litho_hnsw_set_entry(litho_hnsw *graph, uint32_t row);

#ifdef __cplusplus
}
#endif

#endif
