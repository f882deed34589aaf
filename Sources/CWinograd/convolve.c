// The convolution from tiles to outputs, in one of two schedules.
//
// Private: each thread takes a few tiles through all three stages, and what lies between the stages stays in
// its second-level cache. Shared: the threads do one stage together on some hundred tiles, so that a large
// transformed kernel is read once for all of them.

#include "winograd.h"
#include "workers.h"

enum {
  // Transformed values that a thread keeps at a time when it works alone; with the products of a panel they
  // leave half of a second-level cache of 1 MiB to the kernel.
  private_value_bytes = 320 << 10,
  // Transformed values of the tiles that threads share; with their products they stay in a last-level cache.
  shared_value_bytes = 8 << 20,
  // Items that each worker finds in a stage, at least: small enough for an even end.
  items_per_worker = 12,
};

typedef struct {
  litho_convolution layer;
  kernel_layout layout;
  const float *source, *kernel;
  // Of a forward pass; a backward pass has a map instead, whose ReLU it goes back through.
  const float *bias, *map;
  float *destination, *scratch;
  size_t tile_rows, tile_columns, tiles;
  // Tiles that are worked on at a time, those of the last time, and the first of them.
  size_t block, count, first;
  // Floats between two points of the transformed values.
  size_t point_stride;
  // Floats between two panels of the products.
  size_t panel_stride;
  // In how many parts the panels of a point are divided among threads.
  size_t panel_parts;
} plan;

static size_t bytes_per_tile(const litho_convolution *layer) {
  return points * layer->channels * sizeof(float);
}

static plan plan_for(const litho_workers *workers, const litho_convolution *layer) {
  plan all = {.layer = *layer, .layout = kernel_layout_for(layer->channels, layer->filters)};
  all.tile_rows = divided_up(layer->height, tile_side);
  all.tile_columns = divided_up(layer->width, tile_side);
  all.tiles = layer->images * all.tile_rows * all.tile_columns;
  bool alone = is_private(layer->channels, layer->filters);
  size_t block = (alone ? private_value_bytes : shared_value_bytes) / bytes_per_tile(layer);
  block = block / group_tiles * group_tiles;
  if (block < group_tiles) block = group_tiles;
  // As many blocks, but as even as they come.
  all.block = divided_up(all.tiles, divided_up(all.tiles, block));
  // One line more than a multiple of a page: the points stay out of each other's cache sets.
  all.point_stride = all.block * layer->channels + lanes;
  all.panel_stride = all.block * points * panel;
  size_t panels = layer->filters / panel;
  all.panel_parts =
      smaller_size(panels, divided_up(items_per_worker * litho_workers_count(workers), points));
  return all;
}

static size_t value_floats(const plan *all) { return points * all->point_stride; }

size_t litho_winograd_scratch_floats(const litho_workers *workers, const litho_convolution *layer) {
  plan all = plan_for(workers, layer);
  if (is_private(layer->channels, layer->filters)) {
    return litho_workers_count(workers) * (value_floats(&all) + all.panel_stride);
  }
  return value_floats(&all) + layer->filters / panel * all.panel_stride;
}

// MARK: Stages

// Transforms the inputs of a group of tiles; `tiles` is how many are in all groups.
static void transform_group(const plan *all, size_t first, size_t tiles, size_t group, float *values) {
  const litho_convolution *layer = &all->layer;
  size_t start = group_start(tiles, group), count = group_start(tiles, group + 1) - start;
  tile_place place = place_of_tile(first + start, all->tile_rows, all->tile_columns);
  for (size_t t = 0; t < count; t++, place = place_after(place, layer->height, layer->width)) {
    transform_inputs(all->source, place, layer->height, layer->width, layer->channels,
                     values + start * layer->channels + t * lanes, all->point_stride, count * lanes);
  }
}

// Turns one tile's products of one panel into outputs.
static void finish_tile(const plan *all, tile_place place, size_t panel_number, const float *products) {
  const litho_convolution *layer = &all->layer;
  size_t shrink = layer->pooled ? 2 : 1;
  size_t height = layer->height / shrink, width = layer->width / shrink;
  size_t row = place.row / shrink, column = place.column / shrink;
  // A tile of nothing but the odd last row or column leaves nothing.
  if (row >= height || column >= width) return;
  size_t first = ((place.image * height + row) * width + column) * layer->filters + panel_number * panel;
  float *to = all->destination + first;
  if (all->map) {
    transform_products_back(products, all->map + first, layer->height - place.row,
                            layer->width - place.column, to, width * layer->filters, layer->filters);
    return;
  }
  transform_products(products, all->bias + panel_number * panel, layer->pooled, layer->height - place.row,
                     layer->width - place.column, to, width * layer->filters, layer->filters);
}

// Turns the products of one panel into outputs, for the tiles from `first` on.
static void finish_tiles(const plan *all, size_t first, size_t count, size_t panel_number,
                         const float *products) {
  tile_place place = place_of_tile(first, all->tile_rows, all->tile_columns);
  for (size_t t = 0; t < count; t++, place = place_after(place, all->layer.height, all->layer.width)) {
    finish_tile(all, place, panel_number, products + t * points * panel);
  }
}

// MARK: Private schedule

static void convolve_block(void *context, size_t item, size_t worker) {
  const plan *all = context;
  const litho_convolution *layer = &all->layer;
  size_t first = item * all->block, count = smaller_size(all->block, all->tiles - first);
  float *values = all->scratch + worker * (value_floats(all) + all->panel_stride);
  float *products = values + value_floats(all);
  for (size_t group = 0; group < group_count(count); group++) {
    transform_group(all, first, count, group, values);
  }
  for (size_t number = 0; number < layer->filters / panel; number++) {
    const float *kernel = all->kernel + number * all->layout.panel_stride;
    for (size_t point = 0; point < points; point++) {
      const float *kernel_panel = kernel + point * all->layout.point_stride;
      multiply_panel(values + point * all->point_stride, count, layer->channels, kernel_panel,
                     all->layout.point_stride, products + point * panel, points * panel);
    }
    finish_tiles(all, first, count, number, products);
  }
}

// MARK: Shared schedule

static void transform_item(void *context, size_t item, size_t worker) {
  (void)worker;
  const plan *all = context;
  transform_group(all, all->first, all->count, item, all->scratch);
}

static void multiply_item(void *context, size_t item, size_t worker) {
  (void)worker;
  const plan *all = context;
  const litho_convolution *layer = &all->layer;
  size_t point = item / all->panel_parts, part = item % all->panel_parts, panels = layer->filters / panel;
  float *products = all->scratch + value_floats(all) + point * panel;
  const float *kernel = all->kernel + point * all->layout.point_stride;
  size_t end = panels * (part + 1) / all->panel_parts;
  for (size_t number = panels * part / all->panel_parts; number < end; number++) {
    const float *kernel_panel = kernel + number * all->layout.panel_stride;
    multiply_panel(all->scratch + point * all->point_stride, all->count, layer->channels, kernel_panel,
                   all->layout.panel_stride, products + number * all->panel_stride,
                   points * panel);
  }
}

static void finish_item(void *context, size_t item, size_t worker) {
  (void)worker;
  const plan *all = context;
  size_t panels = all->layer.filters / panel, group = item / panels, number = item % panels;
  const float *products = all->scratch + value_floats(all) + number * all->panel_stride;
  size_t start = group_start(all->count, group), count = group_start(all->count, group + 1) - start;
  finish_tiles(all, all->first + start, count, number, products + start * points * panel);
}

static void convolve(litho_workers *workers, plan all) {
  size_t panels = all.layer.filters / panel;
  if (is_private(all.layer.channels, all.layer.filters)) {
    litho_workers_run(workers, divided_up(all.tiles, all.block), convolve_block, &all);
    return;
  }
  for (all.first = 0; all.first < all.tiles; all.first += all.block) {
    all.count = smaller_size(all.block, all.tiles - all.first);
    litho_workers_run(workers, group_count(all.count), transform_item, &all);
    litho_workers_run(workers, points * all.panel_parts, multiply_item, &all);
    litho_workers_run(workers, group_count(all.count) * panels, finish_item, &all);
  }
}

void litho_winograd_convolve(litho_workers *workers, const litho_convolution *layer, const float *source,
                             const float *prepared, const float *bias, float *destination, float *scratch) {
  plan all = plan_for(workers, layer);
  all.source = source;
  all.kernel = prepared;
  all.bias = bias;
  all.destination = destination;
  all.scratch = scratch;
  convolve(workers, all);
}

void litho_winograd_convolve_back(litho_workers *workers, const litho_convolution *turned,
                                  const float *gradient, const float *prepared, const float *map,
                                  float *destination, float *scratch) {
  plan all = plan_for(workers, turned);
  all.source = gradient;
  all.kernel = prepared;
  all.map = map;
  all.destination = destination;
  all.scratch = scratch;
  convolve(workers, all);
}
