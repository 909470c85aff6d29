// All kernels of one path: included by each path's file between the pragmas that pick its
// instructions, with PATH_FN(name), VECTOR_BYTES and TILE_ROWS defined.
#define INLINE static inline __attribute__((always_inline, unused))

// Part `part` of `parts` nearly equal ranges of 0 ..< count, with bounds at multiples of `unit`.
typedef struct { int64_t first, last; } Range;
INLINE Range range(int64_t count, int64_t unit, int64_t part, int64_t parts) {
  if (parts == 1) return (Range){0, count};
  const int64_t units = (count + unit - 1) / unit, last = units * (part + 1) / parts * unit;
  return (Range){units * part / parts * unit, last < count ? last : count};
}

#include "elementary32.h"
#include "elementary64.h"

#define T float
#define FN(name) name##_f32
#include "elementwise.h"
#include "reduction.h"
#include "product.h"
#include "convolution.h"
#undef T
#undef FN

#define T double
#define FN(name) name##_f64
#include "elementwise.h"
#include "reduction.h"
#include "product.h"
#include "convolution.h"
#undef T
#undef FN

#define RUN(NAME, T, FN) \
  INLINE void NAME(const SaddleInstruction *i, int64_t part, int64_t parts, void *scratch) { \
    const int64_t *e = i->extent; \
    const Range all = range(e[0], 1024, part, parts); \
    const int64_t bytes = (all.last - all.first) * (int64_t)sizeof(T); \
    T *result = i->result; \
    const T *left = i->left; \
    switch (i->operation) { \
    case SADDLE_ELEMENTWISE: FN(elementwise)(i->lines, e[0], i->memory, e[1], part, parts); break; \
    case SADDLE_PRODUCT: FN(product)(e, left, i->right, result, part, parts); break; \
    case SADDLE_SUM: FN(sum)(left, e, result, part, parts); break; \
    case SADDLE_GREATEST: FN(greatest)(left, e, result, part, parts); break; \
    case SADDLE_STRIDED_COPY: FN(strided_copy)(left, result, e, part, parts); break; \
    case SADDLE_MOVE: \
      __builtin_memmove(result + all.first, left + all.first, (uint64_t)bytes); \
      break; \
    case SADDLE_ZERO: __builtin_memset(result + all.first, 0, (uint64_t)bytes); break; \
    default: FN(convolution)(i, scratch, part, parts); break; \
    } \
  }
#define FN32(name) name##_f32
#define FN64(name) name##_f64
RUN(run_f32, float, FN32)
RUN(run_f64, double, FN64)

void PATH_FN(saddle_run_part)(const SaddleInstruction *i, int32_t part, int32_t parts,
                              void *scratch) {
  if (i->type == SADDLE_FLOAT32) run_f32(i, part, parts, scratch);
  else run_f64(i, part, parts, scratch);
}

void PATH_FN(saddle_run)(const SaddleInstruction *code, int64_t count) {
  for (int64_t k = 0; k < count; k++) {
    if (code[k].type == SADDLE_FLOAT32) run_f32(code + k, 0, 1, code[k].scratch);
    else run_f64(code + k, 0, 1, code[k].scratch);
  }
}
