// Threads that help the one that replays a plan. They belong to the process, are started when first
// wanted, help one replay at a time, and sleep between replays: nothing spins when nothing is played,
// because the recorder's thread shares the processors.
//
// A shared instruction is a ticket: the number of the job, how many workers may help, its parts, and the
// next part to take. Taking a part is one compare-and-swap of the whole ticket, so nobody can take a part
// of a job that has gone. A worker that is not scheduled costs nothing: the caller takes the parts itself.
#if defined(__linux__)
#define _GNU_SOURCE  // sched_getaffinity
#endif
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "paths.h"

// How often a worker looks for the next part before it sleeps, while a replay has the workers: for tens
// of microseconds, as long as the short instructions between the long ones take.
enum { LOOKS = 1000 };

static struct {
  atomic_bool isTaken;
  _Atomic uint64_t ticket;  // job:32, workers:8, parts:12, next:12
  atomic_int finished;      // parts of the present job
  atomic_int asleep;
  int32_t started, helpers;  // of the thread that has taken the workers
  // Of the present job; written only when no part can be taken.
  SaddleRunPart run;
  const SaddleInstruction *instruction;
  pthread_mutex_t mutex;
  pthread_cond_t wake;
} pool = {.mutex = PTHREAD_MUTEX_INITIALIZER, .wake = PTHREAD_COND_INITIALIZER};

_Static_assert(SADDLE_PART_LIMIT < 1 << 12 && SADDLE_THREAD_LIMIT < 1 << 8, "a ticket holds them");

static inline int32_t next_part(uint64_t ticket) { return ticket & 0xFFF; }
static inline int32_t part_count(uint64_t ticket) { return ticket >> 12 & 0xFFF; }
static inline int32_t worker_count(uint64_t ticket) { return ticket >> 24 & 0xFF; }

static inline bool has_part(uint64_t ticket, int32_t worker) {
  return next_part(ticket) < part_count(ticket) && worker <= worker_count(ticket);
}

static inline void rest(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

// Takes and runs parts while there are any; worker 0 is the caller. False if there was none.
static bool take_parts(int32_t worker) {
  bool found = false;
  uint64_t ticket = atomic_load(&pool.ticket);
  while (has_part(ticket, worker)) {
    if (!atomic_compare_exchange_weak(&pool.ticket, &ticket, ticket + 1)) continue;
    const SaddleInstruction *i = pool.instruction;
    pool.run(i, next_part(ticket), part_count(ticket),
             (char *)i->scratch + worker * i->scratchBytes);
    atomic_fetch_add(&pool.finished, 1);
    found = true;
    ticket = atomic_load(&pool.ticket);
  }
  return found;
}

static void *work(void *argument) {
  const int32_t worker = (int32_t)(intptr_t)argument;
  for (int32_t looks = 0;; looks++) {
    if (take_parts(worker)) looks = 0;
    if (looks < LOOKS && atomic_load_explicit(&pool.isTaken, memory_order_relaxed)) {
      rest();
      continue;
    }
    pthread_mutex_lock(&pool.mutex);
    atomic_fetch_add(&pool.asleep, 1);
    while (!has_part(atomic_load(&pool.ticket), worker))
      pthread_cond_wait(&pool.wake, &pool.mutex);
    atomic_fetch_sub(&pool.asleep, 1);
    pthread_mutex_unlock(&pool.mutex);
    looks = 0;
  }
  return NULL;
}

bool saddle_workers_take(int32_t threads) {
  if (atomic_exchange(&pool.isTaken, true)) return false;
  const int32_t wanted = (threads < SADDLE_THREAD_LIMIT ? threads : SADDLE_THREAD_LIMIT) - 1;
  if (pool.started < wanted) {
    // Signals are for the threads that the program itself started.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    for (; pool.started < wanted; pool.started++) {
      pthread_t thread;
      // A thread that cannot be had is not missed: others take its parts.
      if (pthread_create(&thread, NULL, work, (void *)(intptr_t)(pool.started + 1))) break;
      pthread_detach(thread);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
  }
  pool.helpers = pool.started < wanted ? pool.started : wanted;
  return true;
}

void saddle_workers_release(void) { atomic_store(&pool.isTaken, false); }

void saddle_workers_share(SaddleRunPart run, const SaddleInstruction *i) {
  pool.run = run;
  pool.instruction = i;
  atomic_store(&pool.finished, 0);
  const uint64_t job = (atomic_load(&pool.ticket) >> 32) + 1;
  atomic_store(&pool.ticket,
               job << 32 | (uint64_t)pool.helpers << 24 | (uint64_t)i->parts << 12);
  // A worker counts itself asleep before it looks at the ticket for the last time, so it either sees
  // this one or is seen here.
  if (atomic_load(&pool.asleep) > 0) {
    pthread_mutex_lock(&pool.mutex);
    pthread_cond_broadcast(&pool.wake);
    pthread_mutex_unlock(&pool.mutex);
  }
  take_parts(0);
  for (int32_t looks = 0; atomic_load(&pool.finished) < i->parts; looks++) {
    if (looks < LOOKS) rest();
    else sched_yield();
  }
}

int32_t saddle_processor_count(void) {
#if defined(__linux__)
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return CPU_COUNT(&set);
#endif
  const long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? (int32_t)count : 1;
}

const char *saddle_threads_variable(void) { return getenv("SADDLEBAG_THREADS"); }
