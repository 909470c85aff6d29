// All kernels of one path: included by each path's file between the pragmas that pick its
// instructions, with PATH_FN(name), VECTOR_BYTES and TILE_ROWS defined.
#define INLINE static inline __attribute__((always_inline, unused))

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
  INLINE void NAME(const SaddleInstruction *i) { \
    const int64_t *e = i->extent; \
    switch (i->operation) { \
    case SADDLE_ELEMENTWISE: FN(elementwise)(i->lines, e[0], i->memory, e[1]); break; \
    case SADDLE_PRODUCT: \
      FN(product)(e[0], e[1], e[2], i->left, e[3], e[4], i->right, e[5], e[6], i->result); \
      break; \
    case SADDLE_SUM: FN(sum)(i->left, e[0], e[1], e[2], i->result); break; \
    case SADDLE_GREATEST: FN(greatest)(i->left, e[0], e[1], e[2], i->result); break; \
    case SADDLE_STRIDED_COPY: FN(strided_copy)(i->left, i->result, e); break; \
    case SADDLE_MOVE: __builtin_memmove(i->result, i->left, (uint64_t)e[0] * sizeof(T)); break; \
    case SADDLE_ZERO: __builtin_memset(i->result, 0, (uint64_t)e[0] * sizeof(T)); break; \
    default: FN(convolution)(i, i->operation); break; \
    } \
  }
#define FN32(name) name##_f32
#define FN64(name) name##_f64
RUN(run_f32, float, FN32)
RUN(run_f64, double, FN64)

void PATH_FN(saddle_run)(const SaddleInstruction *code, int64_t count) {
  for (int64_t k = 0; k < count; k++) {
    if (code[k].type == SADDLE_FLOAT32) run_f32(code + k);
    else run_f64(code + k);
  }
}
