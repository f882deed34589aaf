// One face for oneDNN 2.x and 3.x.
//
// 2.x describes memory by value and builds primitives from operation descriptors; 3.x made both opaque.
// The functions below hide that, and nothing else: every handle they return is owned by the caller and
// released with the matching `litho_…_destroy` or `dnnl_…_destroy`.

#ifndef LITHOSCOPE_ONEDNN_FACE_H
#define LITHOSCOPE_ONEDNN_FACE_H

#include <oneapi/dnnl/dnnl.h>
#include <oneapi/dnnl/dnnl_debug.h>
#include <stdlib.h>
#include <unistd.h>

#if DNNL_CPU_RUNTIME == DNNL_RUNTIME_OMP
// Declared here because clang does not find GCC's <omp.h>.
extern void omp_set_num_threads(int count);
extern int omp_get_num_procs(void);
#endif

// Threads of the calling thread's next primitives: OpenMP keeps this setting per thread.
static inline void litho_set_threads(int count) {
#if DNNL_CPU_RUNTIME == DNNL_RUNTIME_OMP
  omp_set_num_threads(count);
#else
  (void)count;
#endif
}

// Cores this process may run on, by its affinity.
static inline int litho_core_count(void) {
#if DNNL_CPU_RUNTIME == DNNL_RUNTIME_OMP
  return omp_get_num_procs();
#else
  return (int)sysconf(_SC_NPROCESSORS_ONLN);
#endif
}

typedef enum {
  litho_convolution_winograd = 0,
  litho_convolution_auto = 1,
  litho_convolution_direct = 2,
} litho_convolution_algorithm;

static inline dnnl_alg_kind_t litho_algorithm(litho_convolution_algorithm algorithm) {
  switch (algorithm) {
    case litho_convolution_winograd: return dnnl_convolution_winograd;
    case litho_convolution_auto: return dnnl_convolution_auto;
    default: return dnnl_convolution_direct;
  }
}

#if DNNL_VERSION_MAJOR >= 3

typedef struct dnnl_memory_desc *litho_md;
typedef const_dnnl_memory_desc_t litho_const_md;

static inline dnnl_status_t litho_md_create(litho_md *md, int ndims, const dnnl_dim_t *dims,
                                            dnnl_data_type_t type, dnnl_format_tag_t tag) {
  return dnnl_memory_desc_create_with_tag(md, ndims, dims, type, tag);
}

static inline void litho_md_destroy(litho_md md) { dnnl_memory_desc_destroy(md); }

static inline dnnl_status_t litho_md_of_primitive(litho_md *md, const_dnnl_primitive_desc_t primitive,
                                                  dnnl_query_t what) {
  const_dnnl_memory_desc_t found = dnnl_primitive_desc_query_md(primitive, what, 0);
  if (!found) return dnnl_invalid_arguments;
  return dnnl_memory_desc_clone(md, found);
}

static inline dnnl_status_t litho_append_relu(dnnl_post_ops_t operations) {
  return dnnl_post_ops_append_eltwise(operations, dnnl_eltwise_relu, 0, 0);
}

static inline dnnl_status_t litho_convolution(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                              litho_convolution_algorithm algorithm, litho_const_md source,
                                              litho_const_md weights, litho_const_md bias,
                                              litho_const_md destination, const dnnl_dim_t *padding,
                                              const_dnnl_primitive_attr_t attributes) {
  const dnnl_dim_t strides[2] = {1, 1}, dilation[2] = {0, 0};
  return dnnl_convolution_forward_primitive_desc_create(
      out, engine, dnnl_forward_inference, litho_algorithm(algorithm), source, weights, bias, destination,
      strides, dilation, padding, padding, attributes);
}

static inline dnnl_status_t litho_inner_product(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                                litho_const_md source, litho_const_md weights,
                                                litho_const_md bias, litho_const_md destination,
                                                const_dnnl_primitive_attr_t attributes) {
  return dnnl_inner_product_forward_primitive_desc_create(out, engine, dnnl_forward_inference, source,
                                                          weights, bias, destination, attributes);
}

static inline dnnl_status_t litho_pooling(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                          dnnl_alg_kind_t kind, litho_const_md source,
                                          litho_const_md destination, const dnnl_dim_t *kernel,
                                          const dnnl_dim_t *strides) {
  const dnnl_dim_t dilation[2] = {0, 0}, padding[2] = {0, 0};
  return dnnl_pooling_forward_primitive_desc_create(out, engine, dnnl_forward_inference, kind, source,
                                                    destination, strides, kernel, dilation, padding, padding,
                                                    NULL);
}

static inline dnnl_status_t litho_reorder(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                          litho_const_md source, litho_const_md destination) {
  return dnnl_reorder_primitive_desc_create(out, source, engine, destination, engine, NULL);
}

// MARK: Training

// The product of backpropagation by a convolution's input.
static inline dnnl_status_t litho_convolution_by_data(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                                      litho_convolution_algorithm algorithm,
                                                      litho_const_md source_gradient, litho_const_md weights,
                                                      litho_const_md gradient, const dnnl_dim_t *padding) {
  const dnnl_dim_t strides[2] = {1, 1}, dilation[2] = {0, 0};
  dnnl_primitive_desc_t forward = NULL;
  dnnl_status_t status = dnnl_convolution_forward_primitive_desc_create(
      &forward, engine, dnnl_forward_training, litho_algorithm(algorithm), source_gradient, weights, NULL,
      gradient, strides, dilation, padding, padding, NULL);
  if (status != dnnl_success) return status;
  status = dnnl_convolution_backward_data_primitive_desc_create(
      out, engine, litho_algorithm(algorithm), source_gradient, weights, gradient, strides, dilation, padding,
      padding, forward, NULL);
  dnnl_primitive_desc_destroy(forward);
  return status;
}

// The products of backpropagation by a convolution's weights and bias.
static inline dnnl_status_t litho_convolution_by_weights(
    dnnl_primitive_desc_t *out, dnnl_engine_t engine, litho_convolution_algorithm algorithm,
    litho_const_md source, litho_const_md weights_gradient, litho_const_md bias_gradient,
    litho_const_md gradient, const dnnl_dim_t *padding) {
  const dnnl_dim_t strides[2] = {1, 1}, dilation[2] = {0, 0};
  dnnl_primitive_desc_t forward = NULL;
  dnnl_status_t status = dnnl_convolution_forward_primitive_desc_create(
      &forward, engine, dnnl_forward_training, litho_algorithm(algorithm), source, weights_gradient,
      bias_gradient, gradient, strides, dilation, padding, padding, NULL);
  if (status != dnnl_success) return status;
  status = dnnl_convolution_backward_weights_primitive_desc_create(
      out, engine, litho_algorithm(algorithm), source, weights_gradient, bias_gradient, gradient, strides,
      dilation, padding, padding, forward, NULL);
  dnnl_primitive_desc_destroy(forward);
  return status;
}

// A pooling that notes in a workspace where its maxima were.
static inline dnnl_status_t litho_pooling_noting(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                                 dnnl_alg_kind_t kind, litho_const_md source,
                                                 litho_const_md destination, const dnnl_dim_t *kernel,
                                                 const dnnl_dim_t *strides) {
  const dnnl_dim_t dilation[2] = {0, 0}, padding[2] = {0, 0};
  return dnnl_pooling_forward_primitive_desc_create(out, engine, dnnl_forward_training, kind, source,
                                                    destination, strides, kernel, dilation, padding, padding,
                                                    NULL);
}

// Backpropagation through the pooling `noting`.
static inline dnnl_status_t litho_pooling_by_data(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                                  dnnl_alg_kind_t kind, litho_const_md source_gradient,
                                                  litho_const_md gradient, const dnnl_dim_t *kernel,
                                                  const dnnl_dim_t *strides,
                                                  const_dnnl_primitive_desc_t noting) {
  const dnnl_dim_t dilation[2] = {0, 0}, padding[2] = {0, 0};
  return dnnl_pooling_backward_primitive_desc_create(out, engine, kind, source_gradient, gradient, strides,
                                                     kernel, dilation, padding, padding, noting, NULL);
}

// Sets a gradient to zero where the ReLU's result is not positive; `shape` describes all three maps.
static inline dnnl_status_t litho_relu_by_data(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                               litho_const_md shape) {
  const dnnl_alg_kind_t kind = dnnl_eltwise_relu_use_dst_for_bwd;
  dnnl_primitive_desc_t forward = NULL;
  dnnl_status_t status = dnnl_eltwise_forward_primitive_desc_create(
      &forward, engine, dnnl_forward_training, kind, shape, shape, 0, 0, NULL);
  if (status != dnnl_success) return status;
  status = dnnl_eltwise_backward_primitive_desc_create(out, engine, kind, shape, shape, shape, 0, 0, forward,
                                                       NULL);
  dnnl_primitive_desc_destroy(forward);
  return status;
}

static inline dnnl_status_t litho_append_sum(dnnl_post_ops_t operations) {
  return dnnl_post_ops_append_sum(operations, 1.0f, 0, dnnl_data_type_undef);
}

// A reorder that does with its result what `attributes` say.
static inline dnnl_status_t litho_reorder_with(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                               litho_const_md source, litho_const_md destination,
                                               const_dnnl_primitive_attr_t attributes) {
  return dnnl_reorder_primitive_desc_create(out, source, engine, destination, engine, attributes);
}

#else

typedef dnnl_memory_desc_t *litho_md;
typedef const dnnl_memory_desc_t *litho_const_md;

static inline dnnl_status_t litho_md_create(litho_md *md, int ndims, const dnnl_dim_t *dims,
                                            dnnl_data_type_t type, dnnl_format_tag_t tag) {
  litho_md made = (litho_md)malloc(sizeof(*made));
  if (!made) return dnnl_out_of_memory;
  dnnl_status_t status = dnnl_memory_desc_init_by_tag(made, ndims, dims, type, tag);
  if (status != dnnl_success) {
    free(made);
    return status;
  }
  *md = made;
  return dnnl_success;
}

static inline void litho_md_destroy(litho_md md) { free(md); }

static inline dnnl_status_t litho_md_of_primitive(litho_md *md, const_dnnl_primitive_desc_t primitive,
                                                  dnnl_query_t what) {
  const dnnl_memory_desc_t *found = dnnl_primitive_desc_query_md(primitive, what, 0);
  if (!found) return dnnl_invalid_arguments;
  litho_md made = (litho_md)malloc(sizeof(*made));
  if (!made) return dnnl_out_of_memory;
  *made = *found;
  *md = made;
  return dnnl_success;
}

static inline dnnl_status_t litho_append_relu(dnnl_post_ops_t operations) {
  return dnnl_post_ops_append_eltwise(operations, 1.0f, dnnl_eltwise_relu, 0, 0);
}

static inline dnnl_status_t litho_convolution(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                              litho_convolution_algorithm algorithm, litho_const_md source,
                                              litho_const_md weights, litho_const_md bias,
                                              litho_const_md destination, const dnnl_dim_t *padding,
                                              const_dnnl_primitive_attr_t attributes) {
  const dnnl_dim_t strides[2] = {1, 1};
  dnnl_convolution_desc_t operation;
  dnnl_status_t status =
      dnnl_convolution_forward_desc_init(&operation, dnnl_forward_inference, litho_algorithm(algorithm),
                                         source, weights, bias, destination, strides, padding, padding);
  if (status != dnnl_success) return status;
  return dnnl_primitive_desc_create(out, &operation, attributes, engine, NULL);
}

static inline dnnl_status_t litho_inner_product(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                                litho_const_md source, litho_const_md weights,
                                                litho_const_md bias, litho_const_md destination,
                                                const_dnnl_primitive_attr_t attributes) {
  dnnl_inner_product_desc_t operation;
  dnnl_status_t status = dnnl_inner_product_forward_desc_init(&operation, dnnl_forward_inference, source,
                                                              weights, bias, destination);
  if (status != dnnl_success) return status;
  return dnnl_primitive_desc_create(out, &operation, attributes, engine, NULL);
}

static inline dnnl_status_t litho_pooling(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                          dnnl_alg_kind_t kind, litho_const_md source,
                                          litho_const_md destination, const dnnl_dim_t *kernel,
                                          const dnnl_dim_t *strides) {
  const dnnl_dim_t padding[2] = {0, 0};
  dnnl_pooling_desc_t operation;
  dnnl_status_t status = dnnl_pooling_forward_desc_init(&operation, dnnl_forward_inference, kind, source,
                                                        destination, strides, kernel, padding, padding);
  if (status != dnnl_success) return status;
  return dnnl_primitive_desc_create(out, &operation, NULL, engine, NULL);
}

static inline dnnl_status_t litho_reorder(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                          litho_const_md source, litho_const_md destination) {
  return dnnl_reorder_primitive_desc_create(out, source, engine, destination, engine, NULL);
}

// MARK: Training

// The product of backpropagation by a convolution's input.
static inline dnnl_status_t litho_convolution_by_data(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                                      litho_convolution_algorithm algorithm,
                                                      litho_const_md source_gradient, litho_const_md weights,
                                                      litho_const_md gradient, const dnnl_dim_t *padding) {
  const dnnl_dim_t strides[2] = {1, 1};
  dnnl_convolution_desc_t operation;
  dnnl_status_t status =
      dnnl_convolution_backward_data_desc_init(&operation, litho_algorithm(algorithm), source_gradient,
                                               weights, gradient, strides, padding, padding);
  if (status != dnnl_success) return status;
  return dnnl_primitive_desc_create(out, &operation, NULL, engine, NULL);
}

// The products of backpropagation by a convolution's weights and bias.
static inline dnnl_status_t litho_convolution_by_weights(
    dnnl_primitive_desc_t *out, dnnl_engine_t engine, litho_convolution_algorithm algorithm,
    litho_const_md source, litho_const_md weights_gradient, litho_const_md bias_gradient,
    litho_const_md gradient, const dnnl_dim_t *padding) {
  const dnnl_dim_t strides[2] = {1, 1};
  dnnl_convolution_desc_t operation;
  dnnl_status_t status = dnnl_convolution_backward_weights_desc_init(
      &operation, litho_algorithm(algorithm), source, weights_gradient, bias_gradient, gradient, strides,
      padding, padding);
  if (status != dnnl_success) return status;
  return dnnl_primitive_desc_create(out, &operation, NULL, engine, NULL);
}

// A pooling that notes in a workspace where its maxima were.
static inline dnnl_status_t litho_pooling_noting(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                                 dnnl_alg_kind_t kind, litho_const_md source,
                                                 litho_const_md destination, const dnnl_dim_t *kernel,
                                                 const dnnl_dim_t *strides) {
  const dnnl_dim_t padding[2] = {0, 0};
  dnnl_pooling_desc_t operation;
  dnnl_status_t status = dnnl_pooling_forward_desc_init(&operation, dnnl_forward_training, kind, source,
                                                        destination, strides, kernel, padding, padding);
  if (status != dnnl_success) return status;
  return dnnl_primitive_desc_create(out, &operation, NULL, engine, NULL);
}

// Backpropagation through the pooling `noting`.
static inline dnnl_status_t litho_pooling_by_data(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                                  dnnl_alg_kind_t kind, litho_const_md source_gradient,
                                                  litho_const_md gradient, const dnnl_dim_t *kernel,
                                                  const dnnl_dim_t *strides,
                                                  const_dnnl_primitive_desc_t noting) {
  const dnnl_dim_t padding[2] = {0, 0};
  dnnl_pooling_desc_t operation;
  dnnl_status_t status = dnnl_pooling_backward_desc_init(&operation, kind, source_gradient, gradient, strides,
                                                         kernel, padding, padding);
  if (status != dnnl_success) return status;
  return dnnl_primitive_desc_create(out, &operation, NULL, engine, noting);
}

// Sets a gradient to zero where the ReLU's result is not positive; `shape` describes all three maps.
static inline dnnl_status_t litho_relu_by_data(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                               litho_const_md shape) {
  const dnnl_alg_kind_t kind = dnnl_eltwise_relu_use_dst_for_bwd;
  dnnl_eltwise_desc_t operation;
  dnnl_primitive_desc_t forward = NULL;
  dnnl_status_t status =
      dnnl_eltwise_forward_desc_init(&operation, dnnl_forward_training, kind, shape, 0, 0);
  if (status == dnnl_success) status = dnnl_primitive_desc_create(&forward, &operation, NULL, engine, NULL);
  if (status != dnnl_success) return status;
  status = dnnl_eltwise_backward_desc_init(&operation, kind, shape, shape, 0, 0);
  if (status == dnnl_success) status = dnnl_primitive_desc_create(out, &operation, NULL, engine, forward);
  dnnl_primitive_desc_destroy(forward);
  return status;
}

static inline dnnl_status_t litho_append_sum(dnnl_post_ops_t operations) {
  return dnnl_post_ops_append_sum(operations, 1.0f);
}

// A reorder that does with its result what `attributes` say.
static inline dnnl_status_t litho_reorder_with(dnnl_primitive_desc_t *out, dnnl_engine_t engine,
                                               litho_const_md source, litho_const_md destination,
                                               const_dnnl_primitive_attr_t attributes) {
  return dnnl_reorder_primitive_desc_create(out, source, engine, destination, engine, attributes);
}

#endif

static inline size_t litho_md_size(litho_const_md md) { return dnnl_memory_desc_get_size(md); }

static inline int litho_md_equal(litho_const_md a, litho_const_md b) {
  return dnnl_memory_desc_equal(a, b);
}

static inline dnnl_status_t litho_memory_create(dnnl_memory_t *memory, litho_const_md md,
                                                dnnl_engine_t engine, void *data) {
  return dnnl_memory_create(memory, md, engine, data);
}

static inline const char *litho_implementation(const_dnnl_primitive_desc_t primitive) {
  const char *name = NULL;
  if (dnnl_primitive_desc_query(primitive, dnnl_query_impl_info_str, 0, &name) != dnnl_success) return "";
  return name ? name : "";
}

#endif
