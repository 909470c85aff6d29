#ifndef CFAULTVFS_H
#define CFAULTVFS_H

#include <stdint.h>

// A file system for SQLite that fails on demand and remembers what was synced. It passes everything
// through to the system's own, counts the calls that reach the disk, and
// - makes the n-th of them fail in a given way, or
// - hands over, at every k-th of them, the files as a power cut at that moment could leave them: what was
//   synced, and of the rest a random part in a random order, its last piece torn at a 512-byte sector.
// Each disk has a name, files and faults of its own, so that tests use several at once; the shared-memory file,
// which no cut survives, is passed through.

enum FaultKind {
  FAULT_NONE = 0,
  FAULT_NO_SPACE,
  FAULT_WRITE_ERROR,
  FAULT_SYNC_ERROR,
  FAULT_READ_ERROR,
  FAULT_SHORT_READ,
  FAULT_BUSY,
};

typedef struct FaultDisk FaultDisk;

/// Registers a file system by this name beside the default one, for good; NULL if it cannot be.
FaultDisk *_Nullable faultdisk_make(const char *_Nonnull name);

/// Forgets all files, faults and counts.
void faultdisk_reset(FaultDisk *_Nonnull disk);

/// Lets the `at`-th call from now of the kind that `kind` concerns fail: once, or from then on.
void faultdisk_fail(FaultDisk *_Nonnull disk, enum FaultKind kind, int64_t at, int stays);

/// Whether the fault has happened.
int faultdisk_has_failed(FaultDisk *_Nonnull disk);

/// Calls `cut` at every `every`-th write or sync from now; 0: never. `cut` runs in the middle of the
/// call and may use faultdisk_crash, nothing else.
void faultdisk_cut(
    FaultDisk *_Nonnull disk, int64_t every, void (*_Nonnull cut)(void *_Nullable),
    void *_Nullable context);

/// Writes all files as a power cut now could leave them to a folder; random by `seed`.
int faultdisk_crash(FaultDisk *_Nonnull disk, const char *_Nonnull folder, uint64_t seed);

#endif
