// What the parts of the Winograd convolution F(4×4, 3×3) agree on.
//
// Lavin & Gray, "Fast algorithms for convolutional neural networks", CVPR 2016: a tile of 6×6 inputs d and a
// kernel g of 3×3 give 4×4 outputs Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A with 36 products instead of 144. Summed over
// channels, each of the 36 places ("points") becomes a matrix product of tiles × channels × filters.

#ifndef LITHOSCOPE_WINOGRAD_PARTS_H
#define LITHOSCOPE_WINOGRAD_PARTS_H

#include "CWinograd.h"
#include "vector.h"

enum {
  points = 36,
  // Output rows and columns of a tile, and inputs it reads.
  tile_side = 4,
  patch_side = 6,
  // Filters that the matrix kernel takes at a time.
  panel = LITHO_CHANNEL_MULTIPLE,
  // Tiles it takes at a time: 12 rows of two vectors leave registers for the kernel's two and a factor.
  group_tiles = 12,
};

// Where a transformed kernel's panel of [channels][panel] floats lies, by point and panel.
typedef struct {
  size_t point_stride, panel_stride;
} kernel_layout;

kernel_layout kernel_layout_for(size_t channels, size_t filters);

// Whether all points of a layer are multiplied by the thread that transforms the tiles: right when the
// transformed kernel is small enough to be read again for each few tiles.
bool is_private(size_t channels, size_t filters);

// Tiles lie in groups for the matrix kernel, as even as they come: [group][channels / 16][tile][16].
LITHO_INLINE size_t group_count(size_t tiles) { return divided_up(tiles, group_tiles); }

// The first tile of a group.
LITHO_INLINE size_t group_start(size_t tiles, size_t group) {
  size_t groups = group_count(tiles), rest = tiles % groups;
  return group * (tiles / groups) + smaller_size(group, rest);
}

// Transforms the patch of 6×6 places at `source`, for all channels, into values[point · point_stride + …],
// one vector every `channel_stride` floats.
void transform_patch(const float *source, size_t row_stride, size_t place_stride, size_t channels,
                     float *values, size_t point_stride, size_t channel_stride);

// The same for a patch that hangs over the edge of a map: `row` and `column` of its first place may be −1.
void transform_edge_patch(const float *map, size_t height, size_t width, ptrdiff_t row, ptrdiff_t column,
                          size_t channels, float *values, size_t point_stride, size_t channel_stride);

// Turns products [points][panel] of one tile into up to 4×4 outputs (or 2×2 maxima when `pooled`) with bias
// and ReLU. `rows` and `columns` say how many outputs exist; strides are those of the destination.
void transform_products(const float *products, const float *bias, bool pooled, size_t rows, size_t columns,
                        float *destination, size_t row_stride, size_t place_stride);

// The same without bias, and zero where `map`, which lies as the destination does, is not positive.
void transform_products_back(const float *products, const float *map, size_t rows, size_t columns,
                             float *destination, size_t row_stride, size_t place_stride);

// Transforms a tile of up to 4×4 gradients y into A y Aᵀ, laid out as `transform_patch` lays out its values.
void transform_gradients(const float *source, size_t row_stride, size_t place_stride, size_t rows,
                         size_t columns, size_t filters, float *values, size_t point_stride,
                         size_t filter_stride);

// Where a tile's outputs begin.
typedef struct {
  size_t image, row, column;
} tile_place;

LITHO_INLINE tile_place place_of_tile(size_t tile, size_t tile_rows, size_t tile_columns) {
  size_t in_image = tile % (tile_rows * tile_columns);
  return (tile_place){tile / (tile_rows * tile_columns), in_image / tile_columns * tile_side,
                      in_image % tile_columns * tile_side};
}

// The place of the next tile, without divisions.
LITHO_INLINE tile_place place_after(tile_place place, size_t height, size_t width) {
  place.column += tile_side;
  if (place.column < width) return place;
  place.column = 0;
  place.row += tile_side;
  if (place.row < height) return place;
  return (tile_place){place.image + 1, 0, 0};
}

// Transforms the inputs of the tile at a place of a map [images][height][width][channels], whether it hangs
// over the edge or not; `values` and strides are those of `transform_patch`.
void transform_inputs(const float *source, tile_place place, size_t height, size_t width, size_t channels,
                      float *values, size_t point_stride, size_t channel_stride);

// Multiplies `tiles` grouped tiles by a panel of the kernel: products[tile · product_stride + 0..<panel].
// Asks meanwhile for the panel that is needed afterwards, `next` floats behind this one.
void multiply_panel(const float *values, size_t tiles, size_t channels, const float *kernel_panel,
                    size_t next, float *products, size_t product_stride);

#endif
