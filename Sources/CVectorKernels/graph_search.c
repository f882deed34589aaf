// The walk through a hierarchical navigable small world: Malkov & Yashunin, "Efficient and robust approximate nearest
// neighbor search using Hierarchical Navigable Small World graphs", 2018, algorithms 2 and 5, with similarities in
// place of distances.
//
// Nothing in the graph is believed: a link is compared with the number of rows before it is followed.

#include <stdlib.h>
#include <string.h>

#include "kernels.h"

// MARK: Heaps

typedef litho_graph_hit hit;

typedef struct {
  hit *items;
  size_t count, room;
} heap;

// Equal similarities are ordered by row, so that a walk does not depend on chance.
LITHO_INLINE bool is_better(hit a, hit b) {
  return a.similarity != b.similarity ? a.similarity > b.similarity : a.row < b.row;
}

LITHO_INLINE bool goes_first(hit a, hit b, bool best_first) { return best_first ? is_better(a, b) : is_better(b, a); }

LITHO_INLINE void sift_up(heap *all, hit item, bool best_first) {
  size_t place = all->count++;
  while (place > 0) {
    size_t parent = (place - 1) / 2;
    if (!goes_first(item, all->items[parent], best_first)) break;
    all->items[place] = all->items[parent];
    place = parent;
  }
  all->items[place] = item;
}

// Puts an item in the place of the first.
LITHO_INLINE void sift_down(heap *all, hit item, bool best_first) {
  size_t place = 0;
  for (;;) {
    size_t child = 2 * place + 1;
    if (child >= all->count) break;
    if (child + 1 < all->count && goes_first(all->items[child + 1], all->items[child], best_first)) child++;
    if (!goes_first(all->items[child], item, best_first)) break;
    all->items[place] = all->items[child];
    place = child;
  }
  all->items[place] = item;
}

LITHO_INLINE void remove_first(heap *all, bool best_first) {
  hit last = all->items[--all->count];
  if (all->count) sift_down(all, last, best_first);
}

static bool make_room(heap *all, size_t more) {
  if (all->count + more <= all->room) return true;
  size_t room = all->room ? all->room * 2 : 1024;
  while (room < all->count + more) room *= 2;
  hit *items = realloc(all->items, room * sizeof *items);
  if (!items) return false;
  all->items = items;
  all->room = room;
  return true;
}

// MARK: Memory

struct litho_graph_memory {
  size_t count;
  uint16_t *visits;  // the number of the walk that saw a row last
  uint16_t walk;
  heap candidates, results;
};

litho_graph_memory *litho_graph_memory_create(size_t count) {
  litho_graph_memory *memory = calloc(1, sizeof *memory);
  if (!memory) return NULL;
  memory->count = count;
  memory->visits = calloc(count ? count : 1, sizeof *memory->visits);
  if (!memory->visits) {
    free(memory);
    return NULL;
  }
  return memory;
}

void litho_graph_memory_destroy(litho_graph_memory *memory) {
  if (!memory) return;
  free(memory->visits);
  free(memory->candidates.items);
  free(memory->results.items);
  free(memory);
}

static void begin_walk(litho_graph_memory *memory) {
  memory->candidates.count = memory->results.count = 0;
  if (++memory->walk == 0) {
    memset(memory->visits, 0, memory->count * sizeof *memory->visits);
    memory->walk = 1;
  }
}

// MARK: The walk

// Links of a list that were not seen before, gathered so that their rows come from memory while others are compared.
enum { most_links = 512, prefetched_lines = 32 };

typedef struct {
  uint32_t rows[most_links + 4];
  float similarities[most_links + 4];
  size_t count;
} gathered;

LITHO_FOR_MANY_PROCESSORS static void plain_similarities(const litho_byte_rows *rows, const void *query, gathered *links) {
  for (size_t i = 0; i < links->count; i++) {
    size_t row = links->rows[i];
    links->similarities[i] =
        plain_similarity((const litho_byte_query *)query, rows->codes + row * rows->stride, rows->scales[row], rows->stride);
  }
}

#ifdef LITHO_HAS_FAST_BYTES
LITHO_KERNELS_BEGIN

static void fast_similarities(const litho_byte_rows *rows, const void *prepared, gathered *links) {
  const ready_query *query = prepared;
  const size_t stride = rows->stride;
  // A last group of fewer than four is filled up with its last row.
  for (size_t i = links->count; i < links->count + 3; i++) links->rows[i] = links->rows[links->count - 1];
  for (size_t i = 0; i < links->count; i += 4) {
    const uint32_t *group = links->rows + i;
    __m128 products = four_products(query, rows->codes + group[0] * stride, rows->codes + group[1] * stride,
                                    rows->codes + group[2] * stride, rows->codes + group[3] * stride, stride);
    __m128 scales = _mm_setr_ps(rows->scales[group[0]], rows->scales[group[1]], rows->scales[group[2]],
                                rows->scales[group[3]]);
    _mm_storeu_ps(links->similarities + i, _mm_mul_ps(products, _mm_mul_ps(scales, _mm_set1_ps(query->scale))));
  }
}

LITHO_KERNELS_END
#endif

LITHO_INLINE bool is_allowed(const uint64_t *allowed, uint32_t row) {
  return !allowed || (allowed[row / 64] >> (row % 64) & 1);
}

// The neighbours of a row above level 0, seen or not.
LITHO_INLINE bool gather_upper(const litho_graph *graph, uint32_t row, size_t level, gathered *links) {
  links->count = 0;
  uint32_t start = graph->upper_start[row];
  if (start == LITHO_NO_ROW) return false;
  size_t list = (size_t)start + level - 1;
  if (list >= graph->upper_count) return false;
  const uint32_t *neighbours = graph->upper + list * graph->upper_width;
  for (size_t i = 0; i < graph->upper_width && neighbours[i] != LITHO_NO_ROW; i++) {
    if (neighbours[i] >= graph->rows.count) return false;
    links->rows[links->count++] = neighbours[i];
  }
  return true;
}

// The neighbours of a row on level 0 that this walk has not seen; their rows are asked for.
LITHO_INLINE bool gather(const litho_graph *graph, uint32_t row, litho_graph_memory *memory, gathered *links) {
  links->count = 0;
  const uint32_t *neighbours = graph->links + row * graph->width;
  const litho_byte_rows *rows = &graph->rows;
  const size_t lines = rows->stride / line < prefetched_lines ? rows->stride / line : prefetched_lines;
  for (size_t i = 0; i < graph->width && neighbours[i] != LITHO_NO_ROW; i++) {
    uint32_t other = neighbours[i];
    if (other >= rows->count) return false;
    if (memory->visits[other] == memory->walk) continue;
    memory->visits[other] = memory->walk;
    links->rows[links->count++] = other;
    const uint8_t *codes = rows->codes + other * rows->stride;
    for (size_t l = 0; l < lines; l++) __builtin_prefetch(codes + l * line);
    __builtin_prefetch(rows->scales + other);
  }
  return true;
}

// Compares the query, in whatever form the function wants it, with the gathered rows.
typedef void (*comparison)(const litho_byte_rows *rows, const void *query, gathered *links);

// The row nearest to the query that can be reached above level 0 by going from row to row, each nearer than the last.
static bool descend(const litho_graph *graph, const void *query, comparison compare, size_t most_looked_at,
                    gathered *links, hit *here, size_t *looked_at) {
  for (size_t level = graph->levels; level > 0; level--) {
    for (bool moved = true; moved && *looked_at < most_looked_at;) {
      moved = false;
      if (!gather_upper(graph, here->row, level, links)) return false;
      if (!links->count) break;
      compare(&graph->rows, query, links);
      *looked_at += links->count;
      for (size_t i = 0; i < links->count; i++) {
        hit other = {links->rows[i], links->similarities[i]};
        if (!is_better(other, *here)) continue;
        *here = other;
        moved = true;
      }
    }
  }
  return true;
}

static ptrdiff_t walk(const litho_graph *graph, const void *query, comparison compare, size_t breadth,
                      const uint64_t *allowed, size_t most_looked_at, litho_graph_memory *memory,
                      size_t *looked_at) {
  if (graph->entry >= graph->rows.count) return LITHO_GRAPH_DAMAGED;
  gathered links = {.rows = {graph->entry}, .count = 1};
  compare(&graph->rows, query, &links);
  *looked_at = 1;
  hit here = {graph->entry, links.similarities[0]};
  if (!descend(graph, query, compare, most_looked_at, &links, &here, looked_at)) return LITHO_GRAPH_DAMAGED;

  begin_walk(memory);
  heap *candidates = &memory->candidates, *results = &memory->results;
  if (!make_room(candidates, 1) || !make_room(results, breadth)) return LITHO_GRAPH_NO_MEMORY;
  memory->visits[here.row] = memory->walk;
  sift_up(candidates, here, true);
  if (is_allowed(allowed, here.row)) sift_up(results, here, false);
  while (candidates->count && *looked_at < most_looked_at) {
    hit nearest = candidates->items[0];
    if (results->count == breadth && !is_better(nearest, results->items[0])) break;
    remove_first(candidates, true);
    if (!gather(graph, nearest.row, memory, &links)) return LITHO_GRAPH_DAMAGED;
    if (!links.count) continue;
    if (!make_room(candidates, links.count)) return LITHO_GRAPH_NO_MEMORY;
    compare(&graph->rows, query, &links);
    *looked_at += links.count;
    for (size_t i = 0; i < links.count; i++) {
      hit other = {links.rows[i], links.similarities[i]};
      bool is_full = results->count == breadth;
      if (is_full && !is_better(other, results->items[0])) continue;
      sift_up(candidates, other, true);
      if (!is_allowed(allowed, other.row)) continue;
      if (is_full) {
        sift_down(results, other, false);
      } else {
        sift_up(results, other, false);
      }
    }
    if (candidates->count) __builtin_prefetch(graph->links + candidates->items[0].row * graph->width);
  }
  return (ptrdiff_t)results->count;
}

#ifdef LITHO_HAS_FAST_BYTES
LITHO_KERNELS_BEGIN
static ptrdiff_t fast_search(const litho_graph *graph, const litho_byte_query *query, size_t breadth,
                             const uint64_t *allowed, size_t most_looked_at, litho_graph_memory *memory,
                             size_t *looked_at) {
  const ready_query prepared = ready(query, graph->rows.stride);
  return walk(graph, &prepared, fast_similarities, breadth, allowed, most_looked_at, memory, looked_at);
}
LITHO_KERNELS_END
#endif

ptrdiff_t litho_graph_search(const litho_graph *graph, const litho_byte_query *query, size_t breadth,
                             const uint64_t *allowed, size_t most_looked_at, litho_graph_memory *memory,
                             litho_graph_hit *hits, size_t *looked_at) {
  *looked_at = 0;
  if (!graph->rows.count || !breadth) return 0;
  if (graph->width > most_links || graph->upper_width > most_links || memory->count < graph->rows.count) {
    return LITHO_GRAPH_DAMAGED;
  }
  ptrdiff_t found;
#ifdef LITHO_HAS_FAST_BYTES
  if (litho_bytes_are_fast()) {
    found = fast_search(graph, query, breadth, allowed, most_looked_at, memory, looked_at);
  } else
#endif
    found = walk(graph, query, plain_similarities, breadth, allowed, most_looked_at, memory, looked_at);
  for (ptrdiff_t i = found; i > 0; i--) {
    hits[i - 1] = memory->results.items[0];
    remove_first(&memory->results, false);
  }
  return found;
}
