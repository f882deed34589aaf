// Parallel loops over the threads of a `litho_workers`.

#ifndef LITHOSCOPE_WORKERS_H
#define LITHOSCOPE_WORKERS_H

#include "CWinograd.h"

// One item of a loop. `worker` is below the number of workers, and no two run under the same at a time.
typedef void (*litho_task)(void *context, size_t item, size_t worker);

// Calls `task` once for each item below `items`, in any order and on any worker, and returns when all are
// done. What a task computes must depend on its item alone.
void litho_workers_run(litho_workers *workers, size_t items, litho_task task, void *context);

#endif
