// HDF5's C API, and as functions what Swift's importer cannot see: macros that
// cast, and the native types, which are macros that first open the library.
#ifndef LITHOSCOPE_CHDF5_H
#define LITHOSCOPE_CHDF5_H

#include <hdf5.h>
#include <stdio.h>

static inline hid_t chdf5_default_properties(void) { return H5P_DEFAULT; }
static inline hid_t chdf5_all_of_space(void) { return H5S_ALL; }
static inline hid_t chdf5_default_error_stack(void) { return H5E_DEFAULT; }

static inline unsigned chdf5_open_read_only(void) { return H5F_ACC_RDONLY; }
static inline unsigned chdf5_create_truncating(void) { return H5F_ACC_TRUNC; }

static inline hid_t chdf5_dataset_creation(void) { return H5P_DATASET_CREATE; }

static inline hid_t chdf5_native_float(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t chdf5_float32(void) { return H5T_IEEE_F32LE; }
static inline hid_t chdf5_float64(void) { return H5T_IEEE_F64LE; }
static inline hid_t chdf5_int32(void) { return H5T_STD_I32LE; }

// Errors are returned, not printed; the default is a trace on standard error.
static inline void chdf5_silence(void) { H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }

struct chdf5_reason {
  char *text;
  size_t capacity;
};

static inline herr_t chdf5_keep_reason(unsigned depth, const H5E_error2_t *error, void *context) {
  struct chdf5_reason *reason = (struct chdf5_reason *)context;
  (void)depth;
  if (error->desc) snprintf(reason->text, reason->capacity, "%s", error->desc);
  return 1;  // the first visited is the innermost, which says what really happened
}

// The innermost description on the library's error stack, or an empty string.
static inline void chdf5_last_reason(char *text, size_t capacity) {
  struct chdf5_reason reason = {text, capacity};
  if (capacity) text[0] = 0;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, chdf5_keep_reason, &reason);
}

#endif
