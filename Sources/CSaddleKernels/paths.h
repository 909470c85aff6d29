// What each path's file defines.
#include "CSaddleKernels.h"
void saddle_run_generic(const SaddleInstruction *code, int64_t count);
void saddle_run_avx2(const SaddleInstruction *code, int64_t count);
void saddle_run_avx512(const SaddleInstruction *code, int64_t count);
