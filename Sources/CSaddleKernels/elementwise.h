// Elementwise programs: each line is applied to a block of elements that stays in the cache before
// the next block is read. Included once per scalar type T, with FN(name) giving the type's suffix.

// The value of every line that reads its operands element by element, from a, b and s.
#define ELEMENTWISE_LINES(LINE) \
  LINE(ADD, a + b) LINE(SUBTRACT, a - b) LINE(MULTIPLY, a * b) LINE(DIVIDE, a / b) \
  LINE(MAXIMUM, a > b ? a : b) LINE(MINIMUM, a < b ? a : b) LINE(NEGATE, -a) \
  LINE(EXP, FN(exp)(a)) LINE(LOG, FN(log)(a)) LINE(TANH, FN(tanh)(a)) \
  LINE(SIGMOID, FN(sigmoid)(a)) LINE(SOFTPLUS, FN(softplus)(a)) \
  LINE(RELU, a > 0 ? a : 0) LINE(STEP, a > 0 ? (T)1 : (T)0) LINE(ABS, a < 0 ? -a : a) \
  LINE(SIGN, a > 0 ? (T)1 : a < 0 ? (T)-1 : (T)0) LINE(SQRT, __builtin_elementwise_sqrt(a)) \
  LINE(RECIPROCAL, (T)1 / a) LINE(SQUARE, a * a) LINE(POWER, FN(pow)(a, s)) LINE(SCALE, a * s) \
  LINE(OFFSET, a + s) LINE(LEAKY_RELU, a > 0 ? a : a * s) LINE(LEAKY_SLOPE, a > 0 ? (T)1 : s) \
  LINE(SIN, FN(sin)(a)) LINE(COS, FN(cos)(a)) LINE(RAISE, FN(pow)(a, b)) LINE(COPY, a)

enum { FN(BLOCK) = 2048 / sizeof(T) };

// Elements [start, start + count) of [outer, repeats, inner], read from source [outer, inner].
INLINE void FN(expand)(T *d, const T *source, int64_t start, int64_t count, int64_t repeats,
                       int64_t inner) {
  if (inner == 1) {
    int64_t row = start / repeats, at = start % repeats;
    for (int64_t i = 0; i < count; at = 0) {
      const int64_t run = repeats - at < count - i ? repeats - at : count - i;
      const T value = source[row++];
      for (int64_t j = 0; j < run; j++) d[i + j] = value;
      i += run;
    }
    return;
  }
  int64_t line = start / inner, at = start % inner;
  for (int64_t i = 0; i < count; line++, at = 0) {
    const int64_t run = inner - at < count - i ? inner - at : count - i;
    const T *s = source + line / repeats * inner + at;
    for (int64_t j = 0; j < run; j++) d[i + j] = s[j];
    i += run;
  }
}

// One element: no blocks, no loops.
static void FN(elementwise_scalar)(const SaddleLine *lines, int64_t lineCount,
                                   void *const *memory) {
  T registers[SADDLE_REGISTER_COUNT];
  for (int64_t k = 0; k < lineCount; k++) {
    const SaddleLine *l = lines + k;
    T *d = l->result >= 0 ? (T *)memory[l->result] : registers + ~l->result;
    const T s = (T)l->immediate;
    if (l->operation == SADDLE_CONSTANT) { *d = s; continue; }
    const T a = l->left >= 0 ? *(const T *)memory[l->left] : registers[~l->left];
    const T b = l->right >= 0 ? *(const T *)memory[l->right] : registers[~l->right];
    switch (l->operation) {
    case SADDLE_EXPAND: *d = a; break;
#define LINE(NAME, VALUE) case SADDLE_##NAME: *d = (VALUE); break;
    ELEMENTWISE_LINES(LINE)
#undef LINE
    }
  }
}

static void FN(elementwise)(const SaddleLine *lines, int64_t lineCount, void *const *memory,
                            int64_t count, int64_t part, int64_t parts) {
  if (count == 1) {
    if (part == 0) FN(elementwise_scalar)(lines, lineCount, memory);
    return;
  }
  const Range all = range(count, FN(BLOCK), part, parts);
  _Alignas(64) T registers[SADDLE_REGISTER_COUNT * FN(BLOCK)];
  const int64_t width = count < FN(BLOCK) ? (count + 15) / 16 * 16 : FN(BLOCK);
  for (int64_t start = all.first; start < all.last; start += FN(BLOCK)) {
    const int64_t m = all.last - start < FN(BLOCK) ? all.last - start : FN(BLOCK);
    for (int64_t k = 0; k < lineCount; k++) {
      const SaddleLine *l = lines + k;
      T *d = l->result >= 0 ? (T *)memory[l->result] + start : registers + ~l->result * width;
      const T s = (T)l->immediate;
      if (l->operation == SADDLE_CONSTANT) {
        for (int64_t i = 0; i < m; i++) d[i] = s;
        continue;
      }
      if (l->operation == SADDLE_EXPAND) {
        FN(expand)(d, (const T *)memory[l->left], start, m, l->repeats, l->inner);
        continue;
      }
      const T *p = l->left >= 0 ? (const T *)memory[l->left] + start
                                : registers + ~l->left * width;
      const T *q = l->right >= 0 ? (const T *)memory[l->right] + start
                                 : registers + ~l->right * width;
      switch (l->operation) {
      // A plan never lets a line's result overlap its operands, so the loop may be widened freely.
#define LINE(NAME, VALUE) \
  case SADDLE_##NAME: \
    _Pragma("clang loop vectorize(assume_safety)") \
    for (int64_t i = 0; i < m; i++) { const T a = p[i], b = q[i]; (void)b; d[i] = (VALUE); } \
    break;
      ELEMENTWISE_LINES(LINE)
#undef LINE
      }
    }
  }
}
#undef ELEMENTWISE_LINES
