// Sums and greatest elements over the middle axis of [outer, reduced, inner], in an order that does
// not depend on the vector width. Included once per scalar type T.

static void FN(sum)(const T *x, int64_t outer, int64_t reduced, int64_t inner, T *y) {
  if (inner > 1) {  // each element one ascending chain
    for (int64_t o = 0; o < outer; o++, y += inner) {
      for (int64_t i = 0; i < inner; i++) y[i] = 0;
      for (int64_t r = 0; r < reduced; r++, x += inner) {
        _Pragma("clang loop vectorize(assume_safety)")
        for (int64_t i = 0; i < inner; i++) y[i] += x[i];
      }
    }
    return;
  }
  for (int64_t o = 0; o < outer; o++, x += reduced) {  // sixteen chains, then a tree
    T lane[16] = {0};
    int64_t r = 0;
    for (; r + 16 <= reduced; r += 16)
      for (int l = 0; l < 16; l++) lane[l] += x[r + l];
    for (int l = 0; r < reduced; r++, l++) lane[l] += x[r];
    for (int w = 8; w; w >>= 1)
      for (int l = 0; l < w; l++) lane[l] += lane[l + w];
    y[o] = lane[0];
  }
}

static void FN(greatest)(const T *x, int64_t outer, int64_t reduced, int64_t inner, T *y) {
  for (int64_t o = 0; o < outer; o++, y += inner) {
    for (int64_t i = 0; i < inner; i++) y[i] = x[i];
    x += inner;
    for (int64_t r = 1; r < reduced; r++, x += inner) {
      _Pragma("clang loop vectorize(assume_safety)")
      for (int64_t i = 0; i < inner; i++) y[i] = x[i] > y[i] ? x[i] : y[i];
    }
  }
}

// Six nested loops over any strides: transposition, slices, padding and concatenation.
static void FN(strided_copy)(const T *x, T *y, const int64_t *extent) {
  const int64_t *n = extent + 1, *ys = n + SADDLE_RANK_LIMIT, *xs = ys + SADDLE_RANK_LIMIT;
  for (int64_t a = 0; a < n[0]; a++)
  for (int64_t b = 0; b < n[1]; b++)
  for (int64_t c = 0; c < n[2]; c++)
  for (int64_t d = 0; d < n[3]; d++) {
    const T *xp = x + a * xs[0] + b * xs[1] + c * xs[2] + d * xs[3];
    T *yp = y + a * ys[0] + b * ys[1] + c * ys[2] + d * ys[3];
    for (int64_t e = 0; e < n[4]; e++, xp += xs[4], yp += ys[4]) {
      if (xs[5] == 1 && ys[5] == 1) {
        for (int64_t f = 0; f < n[5]; f++) yp[f] = xp[f];
      } else {
        for (int64_t f = 0; f < n[5]; f++) yp[f * ys[5]] = xp[f * xs[5]];
      }
    }
  }
}
