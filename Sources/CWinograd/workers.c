// Threads that wait for loops. Between two layers they spin for some microseconds, since the next layer
// follows at once; then they sleep. A loop waits only for threads that have joined it: one that the system
// has put aside never delays the others.

#include "workers.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

// Pauses before a thread sleeps: about 20 µs, a little more than the gap between two layers.
enum { spin_count = 1500 };

typedef struct {
  litho_workers *workers;
  size_t number;
} member;

struct litho_workers {
  size_t count;
  pthread_t *threads;
  member *members;

  pthread_mutex_t mutex;
  pthread_cond_t opened, finished;
  // The loop in progress; written under the mutex while no thread is inside.
  litho_task task;
  void *context;
  size_t items;
  bool is_open, is_ending;
  size_t sleepers;
  // Read without the mutex while spinning.
  atomic_size_t loops, inside;
  atomic_size_t next_item;
};

static void pause_briefly(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

static void take_items(litho_workers *workers, litho_task task, void *context, size_t items, size_t number) {
  for (;;) {
    size_t item = atomic_fetch_add_explicit(&workers->next_item, 1, memory_order_relaxed);
    if (item >= items) return;
    task(context, item, number);
  }
}

static void *live(void *argument) {
  const member *self = argument;
  litho_workers *workers = self->workers;
  size_t seen = 0;
  for (;;) {
    for (int i = 0; i < spin_count; i++) {
      if (atomic_load_explicit(&workers->loops, memory_order_acquire) != seen) break;
      pause_briefly();
    }
    pthread_mutex_lock(&workers->mutex);
    workers->sleepers++;
    while (atomic_load(&workers->loops) == seen && !workers->is_ending) {
      pthread_cond_wait(&workers->opened, &workers->mutex);
    }
    workers->sleepers--;
    if (workers->is_ending) {
      pthread_mutex_unlock(&workers->mutex);
      return NULL;
    }
    seen = atomic_load(&workers->loops);
    bool joins = workers->is_open;
    if (joins) atomic_fetch_add(&workers->inside, 1);
    litho_task task = workers->task;
    void *context = workers->context;
    size_t items = workers->items;
    pthread_mutex_unlock(&workers->mutex);
    if (!joins) continue;

    take_items(workers, task, context, items, self->number);
    // The last one out must be seen by a caller that sleeps, hence under the mutex.
    pthread_mutex_lock(&workers->mutex);
    if (atomic_fetch_sub(&workers->inside, 1) == 1) pthread_cond_signal(&workers->finished);
    pthread_mutex_unlock(&workers->mutex);
  }
}

litho_workers *litho_workers_create(size_t count) {
  if (count < 1) count = 1;
  litho_workers *workers = calloc(1, sizeof *workers);
  if (!workers) return NULL;
  workers->threads = calloc(count, sizeof *workers->threads);
  workers->members = calloc(count, sizeof *workers->members);
  if (!workers->threads || !workers->members) {
    free(workers->threads);
    free(workers->members);
    free(workers);
    return NULL;
  }
  pthread_mutex_init(&workers->mutex, NULL);
  pthread_cond_init(&workers->opened, NULL);
  pthread_cond_init(&workers->finished, NULL);
  workers->count = 1;
  for (size_t number = 1; number < count; number++) {
    member *self = &workers->members[number];
    *self = (member){workers, number};
    if (pthread_create(&workers->threads[number], NULL, live, self) != 0) break;
    workers->count++;
  }
  return workers;
}

size_t litho_workers_count(const litho_workers *workers) { return workers->count; }

void litho_workers_destroy(litho_workers *workers) {
  if (!workers) return;
  pthread_mutex_lock(&workers->mutex);
  workers->is_ending = true;
  atomic_fetch_add(&workers->loops, 1);
  pthread_cond_broadcast(&workers->opened);
  pthread_mutex_unlock(&workers->mutex);
  for (size_t number = 1; number < workers->count; number++) pthread_join(workers->threads[number], NULL);
  pthread_cond_destroy(&workers->finished);
  pthread_cond_destroy(&workers->opened);
  pthread_mutex_destroy(&workers->mutex);
  free(workers->threads);
  free(workers->members);
  free(workers);
}

void litho_workers_run(litho_workers *workers, size_t items, litho_task task, void *context) {
  if (workers->count == 1 || items <= 1) {
    for (size_t item = 0; item < items; item++) task(context, item, 0);
    return;
  }
  pthread_mutex_lock(&workers->mutex);
  workers->task = task;
  workers->context = context;
  workers->items = items;
  workers->is_open = true;
  atomic_store(&workers->next_item, 0);
  atomic_fetch_add_explicit(&workers->loops, 1, memory_order_release);
  if (workers->sleepers > 0) pthread_cond_broadcast(&workers->opened);
  pthread_mutex_unlock(&workers->mutex);

  take_items(workers, task, context, items, 0);

  pthread_mutex_lock(&workers->mutex);
  workers->is_open = false;
  pthread_mutex_unlock(&workers->mutex);
  for (int i = 0; i < spin_count && atomic_load_explicit(&workers->inside, memory_order_acquire) > 0; i++) {
    pause_briefly();
  }
  pthread_mutex_lock(&workers->mutex);
  while (atomic_load(&workers->inside) > 0) pthread_cond_wait(&workers->finished, &workers->mutex);
  pthread_mutex_unlock(&workers->mutex);
}
