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

typedef void (*Run)(const SaddleInstruction *, int64_t);

void saddle_run(int32_t path, const SaddleInstruction *code, int64_t count, int32_t threads) {
  Run run = saddle_run_generic;
  SaddleRunPart runPart = saddle_run_part_generic;
#if defined(__x86_64__)
  if (path == SADDLE_PATH_AVX512) { run = saddle_run_avx512; runPart = saddle_run_part_avx512; }
  if (path == SADDLE_PATH_AVX2) { run = saddle_run_avx2; runPart = saddle_run_part_avx2; }
#endif
  (void)path;
  if (threads < 2 || !saddle_workers_take(threads)) { run(code, count); return; }
  int64_t start = 0;
  for (int64_t k = 0; k < count; k++) {
    if (code[k].parts < 2) continue;
    run(code + start, k - start);
    saddle_workers_share(runPart, code + k);
    start = k + 1;
  }
  run(code + start, count - start);
  saddle_workers_release();
}

bool saddle_product_uses_lanes(
  int64_t M, int64_t N, int64_t K, int64_t columnStrideA, int64_t rowStrideB) {
  return K >= 16 && K <= SADDLE_LANE_DEPTH
    && ((N <= 4 && columnStrideA == 1) || (M <= 4 && rowStrideB == 1));
}

bool saddle_convolution_gathers(const SaddleWindow *w) { return w->channels > 8; }

// The widest tile's columns, in bytes: packed matrices are as wide on every path or narrower.
enum { PANEL_BYTES = 128 };

static int64_t padded_columns(int64_t columns, int64_t scalarBytes) {
  const int64_t panel = PANEL_BYTES / scalarBytes;
  return (columns + panel - 1) / panel * panel;
}

static int64_t padded_image(const SaddleWindow *w) {
  return ((w->outputHeight - 1) * w->stride + w->kernelHeight)
    * ((w->outputWidth - 1) * w->stride + w->kernelWidth) * w->channels;
}

int64_t saddle_convolution_block(const SaddleWindow *w) {
  // Chains of some 256 places: long beside loading and storing a tile, short beside the cache.
  const int64_t places = w->outputHeight * w->outputWidth, block = 255 / places + 1;
  return block > w->batch ? w->batch : block;
}

int64_t saddle_convolution_scratch(const SaddleWindow *w, int32_t operation, int64_t scalarBytes) {
  const int64_t taps = w->kernelHeight * w->kernelWidth, places = w->outputHeight * w->outputWidth;
  int64_t count;
  if (operation == SADDLE_CONVOLUTION) {
    count = taps * w->channels * padded_columns(w->outputChannels, scalarBytes) + padded_image(w);
  } else if (operation == SADDLE_CONVOLUTION_KERNEL) {
    const int64_t width = (w->outputWidth - 1) * w->stride + w->kernelWidth;
    count = saddle_convolution_block(w)
      * (w->outputHeight * width * w->channels
         + places * padded_columns(w->outputChannels, scalarBytes));
  } else if (saddle_convolution_gathers(w)) {
    const int64_t height = (w->kernelHeight - 1) / w->stride
      + (w->height - 1 + w->padding) / w->stride + 1;
    const int64_t width = (w->kernelWidth - 1) / w->stride
      + (w->width - 1 + w->padding) / w->stride + 1;
    count = taps * w->outputChannels * padded_columns(w->channels, scalarBytes)
      + height * width * w->outputChannels;
  } else {
    count = w->outputChannels * padded_columns(taps * w->channels, scalarBytes)
      + places * taps * w->channels;
  }
  return (count * scalarBytes + 63) / 64 * 64;
}
