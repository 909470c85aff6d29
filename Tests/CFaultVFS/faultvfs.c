#include "include/CFaultVFS.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// A write or a truncation that was not synced yet.
typedef struct Pending {
  struct Pending *next;
  int64_t offset;
  int64_t count;  // -1: the file was truncated to `offset` bytes
  unsigned char bytes[];
} Pending;

// What is known of one file: the bytes that are on the disk for certain, and what came since.
typedef struct Known {
  struct Known *next;
  char *path;
  unsigned char *durable;
  int64_t count;
  Pending *first, *last;
  int exists;
} Known;

struct FaultDisk {
  sqlite3_vfs vfs;  // first: SQLite hands it to vfs_open and vfs_delete
  pthread_mutex_t lock;
  Known *files;
  enum FaultKind fault;
  int64_t fault_at, fault_count;
  int fault_stays, fault_happened;
  int64_t cut_every, cut_count;
  void (*cut_callback)(void *);
  void *cut_context;
};

typedef struct {
  sqlite3_file base;
  FaultDisk *disk;
  Known *known;  // NULL for files that no cut survives
  sqlite3_file *real;
} FaultFile;

// The system's own file system, under every disk.
static sqlite3_vfs *below(void) { return sqlite3_vfs_find(NULL); }

static void forget_pending(Known *file) {
  while (file->first) {
    Pending *next = file->first->next;
    free(file->first);
    file->first = next;
  }
  file->last = NULL;
}

static void resize(unsigned char **bytes, int64_t *count, int64_t wanted) {
  if (wanted > *count) {
    *bytes = realloc(*bytes, (size_t)wanted);
    memset(*bytes + *count, 0, (size_t)(wanted - *count));
  }
  *count = wanted;
}

static void apply(unsigned char **bytes, int64_t *count, const Pending *change, int64_t limit) {
  if (change->count < 0) {
    if (change->offset < *count) *count = change->offset;
    return;
  }
  int64_t written = change->count < limit ? change->count : limit;
  if (change->offset + written > *count) resize(bytes, count, change->offset + written);
  memcpy(*bytes + change->offset, change->bytes, (size_t)written);
}

static Known *known_file(FaultDisk *disk, const char *path) {
  for (Known *file = disk->files; file; file = file->next)
    if (strcmp(file->path, path) == 0) return file;
  Known *file = calloc(1, sizeof *file);
  file->path = strdup(path);
  file->next = disk->files;
  disk->files = file;
  // What lies there already is taken for durable.
  FILE *stream = fopen(path, "rb");
  if (stream) {
    fseek(stream, 0, SEEK_END);
    resize(&file->durable, &file->count, ftell(stream));
    rewind(stream);
    if (fread(file->durable, 1, (size_t)file->count, stream) != (size_t)file->count) abort();
    fclose(stream);
  }
  return file;
}

static void remember(FaultFile *of, int64_t offset, int64_t count, const void *bytes) {
  Known *file = of->known;
  if (!file) return;
  pthread_mutex_lock(&of->disk->lock);
  Pending *change = malloc(sizeof *change + (count > 0 ? (size_t)count : 0));
  change->next = NULL;
  change->offset = offset;
  change->count = count;
  if (count > 0) memcpy(change->bytes, bytes, (size_t)count);
  if (file->last) file->last->next = change;
  else file->first = change;
  file->last = change;
  pthread_mutex_unlock(&of->disk->lock);
}

static void settle(FaultFile *of) {
  Known *file = of->known;
  if (!file) return;
  pthread_mutex_lock(&of->disk->lock);
  for (Pending *change = file->first; change; change = change->next)
    apply(&file->durable, &file->count, change, INT64_MAX);
  forget_pending(file);
  pthread_mutex_unlock(&of->disk->lock);
}

// Whether this call is the one that is to fail.
static int strikes(FaultDisk *disk, enum FaultKind kind) {
  pthread_mutex_lock(&disk->lock);
  int is_struck = 0;
  if (disk->fault == kind) {
    disk->fault_count++;
    is_struck = disk->fault_count == disk->fault_at
                || (disk->fault_stays && disk->fault_count > disk->fault_at);
    if (is_struck) disk->fault_happened = 1;
  }
  pthread_mutex_unlock(&disk->lock);
  return is_struck;
}

static void maybe_cut(FaultDisk *disk) {
  pthread_mutex_lock(&disk->lock);
  int is_due = disk->cut_every > 0 && ++disk->cut_count % disk->cut_every == 0;
  void (*callback)(void *) = disk->cut_callback;
  void *context = disk->cut_context;
  pthread_mutex_unlock(&disk->lock);
  if (is_due) callback(context);
}

#define REAL(file) (((FaultFile *)(file))->real)
#define DISK(file) (((FaultFile *)(file))->disk)

static int file_close(sqlite3_file *file) { return REAL(file)->pMethods->xClose(REAL(file)); }

static int file_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
  if (strikes(DISK(file), FAULT_READ_ERROR)) return SQLITE_IOERR_READ;
  if (((FaultFile *)file)->known && strikes(DISK(file), FAULT_SHORT_READ)) {
    memset(bytes, 0, (size_t)count);
    return SQLITE_IOERR_SHORT_READ;
  }
  return REAL(file)->pMethods->xRead(REAL(file), bytes, count, offset);
}

static int file_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
  if (strikes(DISK(file), FAULT_NO_SPACE)) return SQLITE_FULL;
  if (strikes(DISK(file), FAULT_WRITE_ERROR)) return SQLITE_IOERR_WRITE;
  maybe_cut(DISK(file));
  int code = REAL(file)->pMethods->xWrite(REAL(file), bytes, count, offset);
  if (code == SQLITE_OK) remember((FaultFile *)file, offset, count, bytes);
  return code;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
  maybe_cut(DISK(file));
  int code = REAL(file)->pMethods->xTruncate(REAL(file), size);
  if (code == SQLITE_OK) remember((FaultFile *)file, size, -1, NULL);
  return code;
}

static int file_sync(sqlite3_file *file, int flags) {
  if (strikes(DISK(file), FAULT_SYNC_ERROR)) return SQLITE_IOERR_FSYNC;
  maybe_cut(DISK(file));
  // The disk is the shadow in memory: the real sync would only take time.
  (void)flags;
  settle((FaultFile *)file);
  maybe_cut(DISK(file));
  return SQLITE_OK;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
  return REAL(file)->pMethods->xFileSize(REAL(file), size);
}

static int file_lock(sqlite3_file *file, int level) {
  if (strikes(DISK(file), FAULT_BUSY)) return SQLITE_BUSY;
  return REAL(file)->pMethods->xLock(REAL(file), level);
}

static int file_unlock(sqlite3_file *file, int level) {
  return REAL(file)->pMethods->xUnlock(REAL(file), level);
}

static int file_check_lock(sqlite3_file *file, int *result) {
  return REAL(file)->pMethods->xCheckReservedLock(REAL(file), result);
}

static int file_control(sqlite3_file *file, int operation, void *argument) {
  return REAL(file)->pMethods->xFileControl(REAL(file), operation, argument);
}

static int file_sector(sqlite3_file *file) {
  (void)file;
  return 512;
}

static int file_traits(sqlite3_file *file) {
  (void)file;
  return 0;  // promises nothing: no atomic writes, no safe append
}

static int file_map(sqlite3_file *file, int page, int size, int extend, void volatile **memory) {
  return REAL(file)->pMethods->xShmMap(REAL(file), page, size, extend, memory);
}

static int file_shared_lock(sqlite3_file *file, int offset, int count, int flags) {
  // Only the lock of writers, which busy handlers wait for: SQLite tries the others again for seconds.
  int is_write = offset == 0 && (flags & SQLITE_SHM_LOCK) && (flags & SQLITE_SHM_EXCLUSIVE);
  if (is_write && strikes(DISK(file), FAULT_BUSY)) return SQLITE_BUSY;
  return REAL(file)->pMethods->xShmLock(REAL(file), offset, count, flags);
}

static void file_barrier(sqlite3_file *file) { REAL(file)->pMethods->xShmBarrier(REAL(file)); }

static int file_unmap(sqlite3_file *file, int delete) {
  return REAL(file)->pMethods->xShmUnmap(REAL(file), delete);
}

static const sqlite3_io_methods methods = {
    2, file_close, file_read, file_write, file_truncate, file_sync, file_size, file_lock,
    file_unlock, file_check_lock, file_control, file_sector, file_traits, file_map,
    file_shared_lock, file_barrier, file_unmap, NULL, NULL};

static int vfs_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out) {
  FaultFile *opened = (FaultFile *)file;
  opened->base.pMethods = NULL;
  opened->disk = (FaultDisk *)vfs;
  opened->known = NULL;
  opened->real = (sqlite3_file *)(opened + 1);
  int code = below()->xOpen(below(), path, opened->real, flags, out);
  if (code != SQLITE_OK) return code;
  if (path && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL))) {
    pthread_mutex_lock(&opened->disk->lock);
    opened->known = known_file(opened->disk, path);
    opened->known->exists = 1;
    pthread_mutex_unlock(&opened->disk->lock);
  }
  opened->base.pMethods = &methods;
  return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int sync) {
  FaultDisk *disk = (FaultDisk *)vfs;
  pthread_mutex_lock(&disk->lock);
  for (Known *file = disk->files; file; file = file->next) {
    if (strcmp(file->path, path) != 0) continue;
    forget_pending(file);
    file->count = 0;
    file->exists = 0;
  }
  pthread_mutex_unlock(&disk->lock);
  return below()->xDelete(below(), path, sync);
}

FaultDisk *faultdisk_make(const char *name) {
  if (!below() || sqlite3_vfs_find(name)) return NULL;
  FaultDisk *disk = calloc(1, sizeof *disk);
  disk->vfs = *below();
  disk->vfs.pNext = NULL;
  disk->vfs.zName = strdup(name);
  disk->vfs.szOsFile = (int)sizeof(FaultFile) + below()->szOsFile;
  disk->vfs.xOpen = vfs_open;
  disk->vfs.xDelete = vfs_delete;
  pthread_mutex_init(&disk->lock, NULL);
  if (sqlite3_vfs_register(&disk->vfs, 0) == SQLITE_OK) return disk;
  free((char *)disk->vfs.zName);
  free(disk);
  return NULL;
}

void faultdisk_reset(FaultDisk *disk) {
  pthread_mutex_lock(&disk->lock);
  while (disk->files) {
    Known *next = disk->files->next;
    forget_pending(disk->files);
    free(disk->files->durable);
    free(disk->files->path);
    free(disk->files);
    disk->files = next;
  }
  disk->fault = FAULT_NONE;
  disk->fault_happened = 0;
  disk->cut_every = 0;
  pthread_mutex_unlock(&disk->lock);
}

void faultdisk_fail(FaultDisk *disk, enum FaultKind kind, int64_t at, int stays) {
  pthread_mutex_lock(&disk->lock);
  disk->fault = kind;
  disk->fault_at = at;
  disk->fault_count = 0;
  disk->fault_stays = stays;
  disk->fault_happened = 0;
  pthread_mutex_unlock(&disk->lock);
}

int faultdisk_has_failed(FaultDisk *disk) {
  pthread_mutex_lock(&disk->lock);
  int result = disk->fault_happened;
  pthread_mutex_unlock(&disk->lock);
  return result;
}

void faultdisk_cut(FaultDisk *disk, int64_t every, void (*cut)(void *), void *context) {
  pthread_mutex_lock(&disk->lock);
  disk->cut_every = every;
  disk->cut_count = 0;
  disk->cut_callback = cut;
  disk->cut_context = context;
  pthread_mutex_unlock(&disk->lock);
}

static uint64_t draw(uint64_t *state) {
  *state += 0x9E3779B97F4A7C15u;
  uint64_t z = *state;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

// Writes one file: what is durable, then some of what is not, in some order, the last of it torn.
static int crash_file(const Known *file, const char *folder, uint64_t *random) {
  int64_t count = file->count, wanted = 0;
  unsigned char *bytes = NULL;
  int64_t size = 0;
  resize(&bytes, &size, count);
  if (count > 0) memcpy(bytes, file->durable, (size_t)count);
  for (Pending *change = file->first; change; change = change->next) wanted++;
  const Pending **kept = malloc(sizeof *kept * (size_t)(wanted + 1));
  int64_t kept_count = 0;
  uint64_t share = draw(random) % 5;  // from none to all of the changes
  for (Pending *change = file->first; change; change = change->next)
    if (draw(random) % 4 < share) kept[kept_count++] = change;
  if (draw(random) % 2)
    for (int64_t i = kept_count - 1; i > 0; i--) {
      int64_t j = (int64_t)(draw(random) % (uint64_t)(i + 1));
      const Pending *other = kept[i];
      kept[i] = kept[j];
      kept[j] = other;
    }
  for (int64_t i = 0; i < kept_count; i++) {
    int is_torn = i == kept_count - 1 && draw(random) % 2 && kept[i]->count > 512;
    int64_t limit = INT64_MAX;
    if (is_torn) limit = 512 * (int64_t)(draw(random) % (uint64_t)(kept[i]->count / 512));
    apply(&bytes, &size, kept[i], limit);
  }
  free(kept);
  const char *name = strrchr(file->path, '/');
  char path[4096];
  // A file of parameters stands in the folder beside its store.
  const char *parent = name;
  while (parent && parent > file->path && parent[-1] != '/') parent--;
  const char *suffix = ".parameters/";
  size_t length = parent ? (size_t)(name + 1 - parent) : 0;
  if (length > strlen(suffix) && !memcmp(name + 1 - strlen(suffix), suffix, strlen(suffix))) {
    snprintf(path, sizeof path, "%s/%.*s", folder, (int)length, parent);
    mkdir(path, 0777);
    name = parent - 1;
  }
  snprintf(path, sizeof path, "%s/%s", folder, name ? name + 1 : file->path);
  FILE *stream = fopen(path, "wb");
  int is_written = stream && fwrite(bytes, 1, (size_t)size, stream) == (size_t)size;
  if (stream && fclose(stream) != 0) is_written = 0;
  free(bytes);
  return is_written ? 0 : -1;
}

int faultdisk_crash(FaultDisk *disk, const char *folder, uint64_t seed) {
  pthread_mutex_lock(&disk->lock);
  int code = 0;
  for (Known *file = disk->files; file; file = file->next)
    if (file->exists && crash_file(file, folder, &seed) != 0) code = -1;
  pthread_mutex_unlock(&disk->lock);
  return code;
}
