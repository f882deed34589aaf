#include "CHNSW.h"

#include <cstdlib>
#include <cstring>
#include <exception>
#include <memory>
#include <vector>

#include <hnswlib/hnswlib.h>

namespace {

// An element is the row's codes followed by these.
struct Measures {
  float scale;
  float squared_length;  // of scale · codes
};

Measures measures_of(const void *element, size_t stride) {
  Measures measures;
  std::memcpy(&measures, static_cast<const uint8_t *>(element) + stride, sizeof measures);
  return measures;
}

// The squared Euclidean distance; between unit vectors it grows as their cosine falls.
float distance(const void *first, const void *second, const void *parameter) {
  const size_t stride = *static_cast<const size_t *>(parameter);
  const Measures one = measures_of(first, stride), other = measures_of(second, stride);
  const float product = litho_byte_product(static_cast<const uint8_t *>(first), one.scale,
                                           static_cast<const uint8_t *>(second), other.scale, stride);
  return one.squared_length + other.squared_length - 2 * product;
}

class ByteSpace : public hnswlib::SpaceInterface<float> {
 public:
  explicit ByteSpace(size_t stride) : stride_(stride) {}
  size_t get_data_size() override { return stride_ + sizeof(Measures); }
  hnswlib::DISTFUNC<float> get_dist_func() override { return distance; }
  void *get_dist_func_param() override { return &stride_; }

 private:
  size_t stride_;
};

}  // namespace

struct litho_hnsw {
  litho_byte_rows rows;
  ByteSpace space;
  hnswlib::HierarchicalNSW<float> graph;

  litho_hnsw(const litho_byte_rows &rows, size_t most_rows, size_t neighbours, size_t breadth, uint32_t seed)
      : rows(rows), space(rows.stride), graph(&space, most_rows, neighbours, breadth, seed) {}

  std::vector<char> element(uint32_t row) const {
    const uint8_t *codes = rows.codes + row * rows.stride;
    Measures measures{rows.scales[row], 0};
    measures.squared_length = litho_byte_product(codes, measures.scale, codes, measures.scale, rows.stride);
    std::vector<char> bytes(rows.stride + sizeof measures);
    std::memcpy(bytes.data(), codes, rows.stride);
    std::memcpy(bytes.data() + rows.stride, &measures, sizeof measures);
    return bytes;
  }

  hnswlib::linklistsizeint *list(hnswlib::tableint place, size_t level) const {
    return graph.get_linklist_at_level(place, static_cast<int>(level));
  }
};

// MARK: Building

litho_hnsw *litho_hnsw_create(const litho_byte_rows *rows, size_t most_rows, size_t neighbours, size_t breadth,
                              uint32_t seed) {
  try {
    return new litho_hnsw(*rows, most_rows, neighbours, breadth, seed);
  } catch (const std::exception &) {
    return nullptr;
  }
}

void litho_hnsw_destroy(litho_hnsw *graph) { delete graph; }

bool litho_hnsw_add(litho_hnsw *graph, uint32_t row) {
  try {
    graph->graph.addPoint(graph->element(row).data(), row);
    return true;
  } catch (const std::exception &) {
    return false;
  }
}

// MARK: Reading

size_t litho_hnsw_count(const litho_hnsw *graph) { return graph->graph.cur_element_count; }

uint32_t litho_hnsw_entry(const litho_hnsw *graph) {
  return litho_hnsw_row(graph, graph->graph.enterpoint_node_);
}

size_t litho_hnsw_levels(const litho_hnsw *graph) { return static_cast<size_t>(graph->graph.maxlevel_); }

uint32_t litho_hnsw_row(const litho_hnsw *graph, size_t place) {
  return static_cast<uint32_t>(graph->graph.getExternalLabel(static_cast<hnswlib::tableint>(place)));
}

size_t litho_hnsw_row_levels(const litho_hnsw *graph, size_t place) {
  return static_cast<size_t>(graph->graph.element_levels_[place]);
}

size_t litho_hnsw_neighbours(const litho_hnsw *graph, size_t place, size_t level, uint32_t *rows) {
  const hnswlib::linklistsizeint *list = graph->list(static_cast<hnswlib::tableint>(place), level);
  // The count is the lower half of the first word.
  const size_t count = *reinterpret_cast<const unsigned short *>(list);
  for (size_t i = 0; i < count; i++) rows[i] = litho_hnsw_row(graph, list[1 + i]);
  return count;
}

// MARK: Restoring

bool litho_hnsw_place(litho_hnsw *graph, uint32_t row, size_t levels) {
  try {
    auto &target = graph->graph;
    if (target.cur_element_count >= target.max_elements_ || target.label_lookup_.count(row)) return false;
    const auto place = static_cast<hnswlib::tableint>(target.cur_element_count);
    const std::vector<char> bytes = graph->element(row);
    std::memset(target.data_level0_memory_ + place * target.size_data_per_element_, 0,
                target.size_data_per_element_);
    std::memcpy(target.getDataByInternalId(place), bytes.data(), bytes.size());
    target.setExternalLabel(place, row);
    target.element_levels_[place] = 0;
    if (levels) {
      auto *lists = static_cast<char *>(std::calloc(levels, target.size_links_per_element_));
      if (!lists) return false;
      target.linkLists_[place] = lists;
      target.element_levels_[place] = static_cast<int>(levels);
    }
    // Counted before anything can fail, so that what was taken is freed.
    target.cur_element_count++;
    target.label_lookup_[row] = place;
    return true;
  } catch (const std::exception &) {
    return false;
  }
}

bool litho_hnsw_connect(litho_hnsw *graph, uint32_t row, size_t level, const uint32_t *rows, size_t count) {
  auto &target = graph->graph;
  const auto found = target.label_lookup_.find(row);
  if (found == target.label_lookup_.end()) return false;
  const auto place = found->second;
  if (level > static_cast<size_t>(target.element_levels_[place])) return false;
  if (count > (level ? target.maxM_ : target.maxM0_)) return false;
  hnswlib::linklistsizeint *list = graph->list(place, level);
  for (size_t i = 0; i < count; i++) {
    const auto neighbour = target.label_lookup_.find(rows[i]);
    if (neighbour == target.label_lookup_.end()) return false;
    // hnswlib takes both for granted when it walks and adds.
    if (neighbour->second == place || level > static_cast<size_t>(target.element_levels_[neighbour->second])) {
      return false;
    }
    list[1 + i] = neighbour->second;
  }
  *reinterpret_cast<unsigned short *>(list) = static_cast<unsigned short>(count);
  return true;
}

bool litho_hnsw_set_entry(litho_hnsw *graph, uint32_t row) {
  auto &target = graph->graph;
  const auto found = target.label_lookup_.find(row);
  if (found == target.label_lookup_.end()) return false;
  target.enterpoint_node_ = found->second;
  target.maxlevel_ = target.element_levels_[found->second];
  return true;
}
