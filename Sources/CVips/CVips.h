// The face of libvips that Swift sees: functions without variable arguments, which Swift cannot call,
// and only those that Imaging uses. Each returns 0 on success like the libvips call it stands for.

#ifndef LITHOSCOPE_CVIPS_H
#define LITHOSCOPE_CVIPS_H

#include <string.h>
#include <vips/vips.h>

static inline void cvips_ignore_message(
    const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {
  (void)domain;
  (void)level;
  (void)message;
  (void)data;
}

/// Starts libvips once: quiet, without an operation cache, one thread a pipeline, and with every loader
/// that libvips itself marks as not hardened against hostile files blocked, save the one that Imaging
/// calls by name after it has recognised the format: JPEG 2000, whose library is fuzzed by its makers.
static inline int cvips_start(void) {
  g_log_set_handler(
      "VIPS", G_LOG_LEVEL_WARNING | G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO, cvips_ignore_message, NULL);
  if (vips_init("lithoscope")) return -1;
  vips_cache_set_max(0);
  vips_cache_set_max_mem(0);
  vips_cache_set_max_files(0);
  vips_concurrency_set(1);
  vips_block_untrusted_set(TRUE);
  vips_operation_block_set("VipsForeignLoadJp2k", FALSE);
  return 0;
}

typedef enum {
  CVIPS_PNG,
  CVIPS_WEBP,
  CVIPS_GIF,
  CVIPS_TIFF,
  CVIPS_HEIF,
  CVIPS_JPEG2000
} CVipsLoader;

/// Reads the header; the pixels follow when they are asked for, from top to bottom. A file that ends early is
/// an error.
static inline VipsImage *cvips_open(CVipsLoader loader, VipsSource *source) {
  VipsImage *out = NULL;
  VipsAccess access = VIPS_ACCESS_SEQUENTIAL;
  VipsFailOn fail_on = VIPS_FAIL_ON_TRUNCATED;
  switch (loader) {
    case CVIPS_PNG:
      vips_pngload_source(source, &out, "access", access, "fail_on", fail_on, NULL);
      break;
    case CVIPS_WEBP:
      vips_webpload_source(source, &out, "access", access, "fail_on", fail_on, NULL);
      break;
    case CVIPS_GIF:
      vips_gifload_source(source, &out, "access", access, "fail_on", fail_on, NULL);
      break;
    case CVIPS_TIFF:
      vips_tiffload_source(source, &out, "access", access, "fail_on", fail_on, NULL);
      break;
    case CVIPS_HEIF:
      vips_heifload_source(source, &out, "access", access, "fail_on", fail_on, NULL);
      break;
    case CVIPS_JPEG2000:
      vips_jp2kload_source(source, &out, "access", access, "fail_on", fail_on, NULL);
      break;
  }
  return out;
}

/// Wraps 8-bit interleaved pixels without copying them; they must outlive the image.
static inline VipsImage *cvips_wrap(const void *pixels, int width, int height, int bands) {
  VipsImage *out = vips_image_new_from_memory(
      pixels, (size_t)width * (size_t)height * (size_t)bands, width, height, bands, VIPS_FORMAT_UCHAR);
  if (out) {
    out->Type = bands == 1   ? VIPS_INTERPRETATION_B_W
                : bands == 3 ? VIPS_INTERPRETATION_sRGB
                             : VIPS_INTERPRETATION_CMYK;
  }
  return out;
}

/// Says which colours the samples of a wrapped image mean.
static inline void cvips_attach_profile(VipsImage *image, const void *profile, size_t length) {
  vips_image_set_blob_copy(image, VIPS_META_ICC_NAME, profile, length);
}

/// Lays the image on white, in its own colour space.
static inline VipsImage *cvips_flatten(VipsImage *in) {
  VipsImage *out = NULL;
  int is_deep = in->Type == VIPS_INTERPRETATION_RGB16 || in->Type == VIPS_INTERPRETATION_GREY16;
  double white = is_deep ? 65535 : 255;
  double background[3] = {white, white, white};
  VipsArrayDouble *colour = vips_array_double_new(background, in->Bands == 2 ? 1 : 3);
  vips_flatten(in, &out, "background", colour, "max_alpha", white, NULL);
  vips_area_unref(VIPS_AREA(colour));
  return out;
}

static inline VipsImage *cvips_first_bands(VipsImage *in, int count) {
  VipsImage *out = NULL;
  vips_extract_band(in, &out, 0, "n", count, NULL);
  return out;
}

static inline VipsImage *cvips_to_srgb(VipsImage *in) {
  VipsImage *out = NULL;
  vips_colourspace(in, &out, VIPS_INTERPRETATION_sRGB, NULL);
  return out;
}

/// Converts by the profile that the file carries.
static inline VipsImage *cvips_embedded_profile_to_srgb(VipsImage *in) {
  VipsImage *out = NULL;
  vips_icc_transform(
      in, &out, "srgb", "embedded", TRUE, "intent", VIPS_INTENT_PERCEPTUAL, "black_point_compensation", TRUE,
      "depth", 8, NULL);
  return out;
}

/// Computes the rows `top ..< top + count` and copies them, packed, to `destination`.
static inline int cvips_read_rows(VipsRegion *region, int top, int count, void *destination) {
  VipsImage *image = region->im;
  VipsRect rows = {0, top, image->Xsize, count};
  if (vips_region_prepare(region, &rows)) return -1;
  size_t row_bytes = VIPS_IMAGE_SIZEOF_LINE(image);
  for (int y = 0; y < count; y++)
    memcpy((char *)destination + (size_t)y * row_bytes, VIPS_REGION_ADDR(region, 0, top + y), row_bytes);
  return 0;
}

/// The bytes of a metadata field, which live as long as the image; NULL when there is no such field.
static inline const void *cvips_blob(VipsImage *image, const char *name, size_t *length) {
  const void *data = NULL;
  if (!vips_image_get_typeof(image, name)) return NULL;
  if (vips_image_get_blob(image, name, &data, length)) return NULL;
  return data;
}

static inline int cvips_integer(VipsImage *image, const char *name, int missing) {
  int value = missing;
  if (!vips_image_get_typeof(image, name)) return missing;
  return vips_image_get_int(image, name, &value) ? missing : value;
}

/// One line of marked-up text as coverage (0–255), cut to its ink; where the ink begins, counted from the
/// layout's corner, is the image's offset.
static inline VipsImage *cvips_text(const char *markup, const char *font) {
  VipsImage *out = NULL;
  vips_text(&out, markup, "font", font, "dpi", 72, NULL);
  return out;
}

static inline int cvips_encode_png(VipsImage *in, void **data, size_t *length) {
  return vips_pngsave_buffer(in, data, length, "compression", 6, "strip", TRUE, NULL);
}

static inline int cvips_encode_jpeg(VipsImage *in, void **data, size_t *length, int quality) {
  return vips_jpegsave_buffer(in, data, length, "Q", quality, "optimize_coding", TRUE, "strip", TRUE, NULL);
}

static inline int cvips_encode_webp(VipsImage *in, void **data, size_t *length, int quality) {
  return vips_webpsave_buffer(in, data, length, "Q", quality, "strip", TRUE, NULL);
}

static inline void cvips_release(void *object) {
  g_object_unref(object);
}

#endif
