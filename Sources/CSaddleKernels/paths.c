// Picks a path.
#include "paths.h"

bool saddle_path_is_available(int32_t path) {
  if (path == SADDLE_PATH_GENERIC) return true;
#if defined(__x86_64__)
  __builtin_cpu_init();
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (path == SADDLE_PATH_AVX2) return avx2;
  if (path == SADDLE_PATH_AVX512)
    return avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
      && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
#endif
  return false;
}

void saddle_run(int32_t path, const SaddleInstruction *code, int64_t count) {
#if defined(__x86_64__)
  if (path == SADDLE_PATH_AVX512) { saddle_run_avx512(code, count); return; }
  if (path == SADDLE_PATH_AVX2) { saddle_run_avx2(code, count); return; }
#endif
  (void)path;
  saddle_run_generic(code, count);
}

bool saddle_product_uses_lanes(
  int64_t M, int64_t N, int64_t K, int64_t columnStrideA, int64_t rowStrideB) {
  return K >= 16 && K <= SADDLE_LANE_DEPTH
    && ((N <= 4 && columnStrideA == 1) || (M <= 4 && rowStrideB == 1));
}
