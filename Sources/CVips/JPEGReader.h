// Rows of a JPEG file through libjpeg, which comes with libvips.
//
// libvips has a JPEG decoder too; it reads every header twice, builds a graph of operations for each image and
// does not say whether samples were missing. For thousands of small tiles and for photographs that are reduced
// while they are decoded, all that is a large part of the time.
//
// libjpeg reports errors by longjmp. Every function here that calls it sets the jump's target itself, so that
// no jump ever crosses a frame of the caller.

#ifndef LITHOSCOPE_JPEG_READER_H
#define LITHOSCOPE_JPEG_READER_H

#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

#include <jpeglib.h>
#include <jerror.h>

typedef struct {
  struct jpeg_error_mgr handlers;
  jmp_buf failure;
  int hit_end;       // the file ended before its end marker
  int lacks_samples; // a marker, or the end, came before the samples were complete
} CJPEGErrors;

typedef struct {
  struct jpeg_decompress_struct decoder;
  CJPEGErrors errors;
  struct jpeg_source_mgr source;
  struct jpeg_progress_mgr progress;
  int descriptor;
  off_t position;
  uint8_t *chunk;
} CJPEGReader;

enum {
  CJPEG_CHUNK_BYTES = 1 << 18,
  // Each pass over a progressive image costs time however few bytes it takes; real files have about ten.
  CJPEG_MOST_SCANS = 100
};

static inline void cjpeg_fail(j_common_ptr common) {
  CJPEGErrors *errors = (CJPEGErrors *)common->err;
  longjmp(errors->failure, 1);
}

static inline void cjpeg_note(j_common_ptr common, int level) {
  CJPEGErrors *errors = (CJPEGErrors *)common->err;
  if (level >= 0) return;
  common->err->num_warnings++;
  if (common->err->msg_code == JWRN_HIT_MARKER) errors->lacks_samples = 1;
  if (common->err->msg_code == JWRN_JPEG_EOF) errors->hit_end = 1;
}

static inline void cjpeg_print_nothing(j_common_ptr common) {
  (void)common;
}

static inline void cjpeg_count_scans(j_common_ptr common) {
  if (!common->is_decompressor) return;
  if (((j_decompress_ptr)common)->input_scan_number > CJPEG_MOST_SCANS) cjpeg_fail(common);
}

static inline void cjpeg_source_nothing(j_decompress_ptr decoder) {
  (void)decoder;
}

/// The next chunk of an open file, or an end marker when there is none.
static inline boolean cjpeg_fill(j_decompress_ptr decoder) {
  static const JOCTET end_marker[2] = {0xFF, JPEG_EOI};
  CJPEGReader *reader = (CJPEGReader *)decoder->client_data;
  ssize_t count = 0;
  if (reader->descriptor >= 0) {
    count = pread(reader->descriptor, reader->chunk, CJPEG_CHUNK_BYTES, reader->position);
  }
  if (count > 0) {
    reader->position += count;
    reader->source.next_input_byte = reader->chunk;
    reader->source.bytes_in_buffer = (size_t)count;
  } else {
    reader->errors.hit_end = 1;
    reader->source.next_input_byte = end_marker;
    reader->source.bytes_in_buffer = sizeof end_marker;
  }
  return TRUE;
}

static inline void cjpeg_skip(j_decompress_ptr decoder, long count) {
  CJPEGReader *reader = (CJPEGReader *)decoder->client_data;
  while (count > (long)reader->source.bytes_in_buffer) {
    count -= (long)reader->source.bytes_in_buffer;
    cjpeg_fill(decoder);
    if (reader->errors.hit_end) return;
  }
  reader->source.next_input_byte += count > 0 ? count : 0;
  reader->source.bytes_in_buffer -= count > 0 ? (size_t)count : 0;
}

static inline void cjpeg_close(CJPEGReader *reader) {
  if (!reader) return;
  if (!setjmp(reader->errors.failure)) jpeg_destroy_decompress(&reader->decoder);
  free(reader->chunk);
  free(reader);
}

/// Begins decoding. Either `bytes`, which must outlive the reader, or, when they are NULL, the open file
/// `descriptor`. `shrink` is 1, 2, 4 or 8. NULL when the file is damaged or memory is short.
static inline CJPEGReader *cjpeg_open(const uint8_t *bytes, size_t length, int descriptor, int shrink) {
  CJPEGReader *reader = (CJPEGReader *)calloc(1, sizeof(CJPEGReader));
  if (!reader) return NULL;
  reader->descriptor = bytes ? -1 : descriptor;
  if (!bytes && !(reader->chunk = (uint8_t *)malloc(CJPEG_CHUNK_BYTES))) {
    free(reader);
    return NULL;
  }
  j_decompress_ptr decoder = &reader->decoder;
  decoder->err = jpeg_std_error(&reader->errors.handlers);
  reader->errors.handlers.error_exit = cjpeg_fail;
  reader->errors.handlers.emit_message = cjpeg_note;
  reader->errors.handlers.output_message = cjpeg_print_nothing;
  if (setjmp(reader->errors.failure)) {
    cjpeg_close(reader);
    return NULL;
  }
  jpeg_create_decompress(decoder);
  decoder->client_data = reader;
  decoder->src = &reader->source;
  reader->source.next_input_byte = bytes;
  reader->source.bytes_in_buffer = bytes ? length : 0;
  reader->source.init_source = cjpeg_source_nothing;
  reader->source.fill_input_buffer = cjpeg_fill;
  reader->source.skip_input_data = cjpeg_skip;
  reader->source.resync_to_restart = jpeg_resync_to_restart;
  reader->source.term_source = cjpeg_source_nothing;
  reader->progress.progress_monitor = cjpeg_count_scans;
  decoder->progress = &reader->progress;
  jpeg_read_header(decoder, TRUE);
  switch (decoder->num_components) {
    case 1: decoder->out_color_space = JCS_GRAYSCALE; break;
    case 3: decoder->out_color_space = JCS_RGB; break;
    case 4: decoder->out_color_space = JCS_CMYK; break;
    default: cjpeg_fail((j_common_ptr)decoder);
  }
  decoder->scale_num = 1;
  decoder->scale_denom = (unsigned)shrink;
  jpeg_start_decompress(decoder);
  return reader;
}

/// The next row, `output_width * output_components` bytes; -1 when the file is damaged beyond use.
static inline int cjpeg_read_row(CJPEGReader *reader, uint8_t *row) {
  if (setjmp(reader->errors.failure)) return -1;
  JSAMPROW rows[1] = {row};
  return jpeg_read_scanlines(&reader->decoder, rows, 1) == 1 ? 0 : -1;
}

static inline int cjpeg_width(const CJPEGReader *reader) {
  return (int)reader->decoder.output_width;
}

static inline int cjpeg_height(const CJPEGReader *reader) {
  return (int)reader->decoder.output_height;
}

static inline int cjpeg_channels(const CJPEGReader *reader) {
  return reader->decoder.output_components;
}

/// Whether the file ended while samples were still missing.
static inline int cjpeg_was_cut_short(const CJPEGReader *reader) {
  return reader->errors.hit_end && reader->errors.lacks_samples;
}

#endif
