#ifndef CFAULTVFS_H
#define CFAULTVFS_H

#include <stdint.h>

// A file system for SQLite that fails on demand and remembers what was synced. It passes everything
// through to the system's own, counts the calls that reach the disk, and
// - makes the n-th of them fail in a given way, or
// - hands over, at every k-th of them, the files as a power cut at that moment could leave them: what was
//   synced, and of the rest a random part in a random order, its last piece torn at a 512-byte sector.
// One instance at a time and per name; the shared-memory file, which no cut survives, is passed through.

enum FaultKind {
  FAULT_NONE = 0,
  FAULT_NO_SPACE,
  FAULT_WRITE_ERROR,
  FAULT_SYNC_ERROR,
  FAULT_READ_ERROR,
  FAULT_SHORT_READ,
  FAULT_BUSY,
};

/// Registers the file system `name` beside the default one; 0 if it could be.
int faultvfs_register(const char *name);

/// Forgets all files, faults and counts.
void faultvfs_reset(void);

/// Lets the `at`-th call from now of the kind that `kind` concerns fail: once, or from then on.
void faultvfs_fail(enum FaultKind kind, int64_t at, int stays);

/// Whether the fault has happened.
int faultvfs_has_failed(void);

/// Calls `cut` at every `every`-th write or sync from now; 0: never. `cut` runs in the middle of the
/// call and may use faultvfs_crash, nothing else.
void faultvfs_cut(int64_t every, void (*cut)(void *), void *context);

/// Writes all files as a power cut now could leave them to a folder; random by `seed`.
int faultvfs_crash(const char *folder, uint64_t seed);

#endif
