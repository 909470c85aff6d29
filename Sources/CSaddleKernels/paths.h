// What each path's file defines, and the threads that share an instruction.
#include "CSaddleKernels.h"

// Runs instructions whole, one after another.
void saddle_run_generic(const SaddleInstruction *code, int64_t count);
void saddle_run_avx2(const SaddleInstruction *code, int64_t count);
void saddle_run_avx512(const SaddleInstruction *code, int64_t count);

// Runs part `part` of `parts` of one instruction, with scratch memory of its own.
typedef void (*SaddleRunPart)(
  const SaddleInstruction *i, int32_t part, int32_t parts, void *scratch);
void saddle_run_part_generic(const SaddleInstruction *i, int32_t part, int32_t parts, void *scratch);
void saddle_run_part_avx2(const SaddleInstruction *i, int32_t part, int32_t parts, void *scratch);
void saddle_run_part_avx512(const SaddleInstruction *i, int32_t part, int32_t parts, void *scratch);

// Takes the process's workers for one replay on `threads` threads; false if another replay has them,
// which then goes on alone.
bool saddle_workers_take(int32_t threads);
// Computes all parts of an instruction: by the caller, and by workers as they come.
void saddle_workers_share(SaddleRunPart run, const SaddleInstruction *i);
void saddle_workers_release(void);
