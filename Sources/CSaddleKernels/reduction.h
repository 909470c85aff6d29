// Sums and greatest elements over the middle axis of [outer, reduced, inner], in an order that does
// not depend on the vector width. Included once per scalar type T.

// A part of a reduction: some of the outer positions, or some of the inner ones.
typedef struct {
  int64_t firstOuter, lastOuter, firstInner, lastInner;
} FN(Columns);

INLINE FN(Columns) FN(columns)(int64_t outer, int64_t inner, int64_t part, int64_t parts) {
  const Range o = range(outer, 1, part, parts), i = range(inner, 64, part, parts);
  if (outer >= parts) return (FN(Columns)){o.first, o.last, 0, inner};
  return (FN(Columns)){0, outer, i.first, i.last};
}

static void FN(sum)(const T *x0, const int64_t *extent, T *y0, int64_t part, int64_t parts) {
  const int64_t outer = extent[0], reduced = extent[1], inner = extent[2];
  const FN(Columns) p = FN(columns)(outer, inner, part, parts);
  for (int64_t o = p.firstOuter; o < p.lastOuter; o++) {
    const T *x = x0 + o * reduced * inner;
    if (inner > 1) {  // each element one ascending chain
      T *y = y0 + o * inner;
      for (int64_t i = p.firstInner; i < p.lastInner; i++) y[i] = 0;
      for (int64_t r = 0; r < reduced; r++, x += inner) {
        _Pragma("clang loop vectorize(assume_safety)")
        for (int64_t i = p.firstInner; i < p.lastInner; i++) y[i] += x[i];
      }
      continue;
    }
    if (p.firstInner == p.lastInner) continue;
    T lane[16] = {0};  // sixteen chains, then a tree
    int64_t r = 0;
    for (; r + 16 <= reduced; r += 16)
      for (int l = 0; l < 16; l++) lane[l] += x[r + l];
    for (int l = 0; r < reduced; r++, l++) lane[l] += x[r];
    for (int w = 8; w; w >>= 1)
      for (int l = 0; l < w; l++) lane[l] += lane[l + w];
    y0[o] = lane[0];
  }
}

static void FN(greatest)(const T *x0, const int64_t *extent, T *y0, int64_t part, int64_t parts) {
  const int64_t outer = extent[0], reduced = extent[1], inner = extent[2];
  const FN(Columns) p = FN(columns)(outer, inner, part, parts);
  for (int64_t o = p.firstOuter; o < p.lastOuter; o++) {
    const T *x = x0 + o * reduced * inner;
    T *y = y0 + o * inner;
    for (int64_t i = p.firstInner; i < p.lastInner; i++) y[i] = x[i];
    x += inner;
    for (int64_t r = 1; r < reduced; r++, x += inner) {
      _Pragma("clang loop vectorize(assume_safety)")
      for (int64_t i = p.firstInner; i < p.lastInner; i++) y[i] = x[i] > y[i] ? x[i] : y[i];
    }
  }
}

// Six nested loops over any strides: transposition, slices, padding and concatenation. A part takes a
// range of the outermost axis that has enough for all, or else of the longest.
static void FN(strided_copy)(const T *x, T *y, const int64_t *extent, int64_t part,
                             int64_t parts) {
  const int64_t *ys = extent + 1 + SADDLE_RANK_LIMIT, *xs = ys + SADDLE_RANK_LIMIT;
  int64_t n[SADDLE_RANK_LIMIT], axis = 0;
  for (int64_t k = 0; k < SADDLE_RANK_LIMIT; k++) {
    n[k] = extent[1 + k];
    if (n[axis] < parts && n[k] > n[axis]) axis = k;
  }
  const Range rows = range(n[axis], 1, part, parts);
  x += rows.first * xs[axis];
  y += rows.first * ys[axis];
  n[axis] = rows.last - rows.first;
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
