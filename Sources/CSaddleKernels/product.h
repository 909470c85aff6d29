// C = A·B for matrices of any strides. Included once per scalar type and path, with T, FN(name),
// VECTOR_BYTES (one vector's width), TILE_ROWS and the two-vector-wide tile that follows from them.
// Every element of C is one chain fma(aₖ, bₖ, ·) over ascending k, whatever the tile.

typedef T FN(vector) __attribute__((vector_size(VECTOR_BYTES)));
typedef T FN(loose) __attribute__((vector_size(VECTOR_BYTES), aligned(sizeof(T))));
enum {
  FN(WIDTH) = VECTOR_BYTES / sizeof(T),
  FN(COLUMNS) = 2 * FN(WIDTH),
  FN(DEPTH) = 512,  // k is split here, so that a packed panel of B stays in the cache
};

// What the tiles of one product share. k runs through `segments` stretches of `depth` steps: one for a
// matrix, one for each row of a window for a convolution. The rows of A and C stand in lines of `line`
// rows, lineA and lineC apart: one line for a matrix, one for each row of an image.
typedef struct {
  int64_t segments, depth;
  int64_t rowA, columnA, segmentA;
  int64_t rowB, segmentB;
  int64_t rowC;
  bool adds;  // whether the chains start at what C holds
  int64_t line, lineA, lineC;
} FN(Chain);

INLINE int64_t FN(row_offset)(const FN(Chain) *p, int64_t at, int64_t row, int64_t line) {
  return at / p->line * line + at % p->line * row;
}

// The tile of rows `first` ..< first + ROWS. The 0 that spreads an element of A over a vector is
// subtracted: then −0 stays −0, and the compiler leaves the subtraction out.
#define TILE(ROWS) \
  static void FN(tile##ROWS)(const FN(Chain) *p, int64_t first, const T *a, const T *b, T *c) { \
    const int64_t depth = p->depth, columnA = p->columnA, rowB = p->rowB; \
    FN(vector) s[ROWS][2]; \
    const T *as[ROWS]; \
    T *cs[ROWS]; \
    if (first + ROWS <= p->line) { \
      _Pragma("clang loop unroll(full)") for (int i = 0; i < ROWS; i++) { \
        as[i] = a + (first + i) * p->rowA; \
        cs[i] = c + (first + i) * p->rowC; \
      } \
    } else { \
      for (int i = 0; i < ROWS; i++) { \
        as[i] = a + FN(row_offset)(p, first + i, p->rowA, p->lineA); \
        cs[i] = c + FN(row_offset)(p, first + i, p->rowC, p->lineC); \
      } \
    } \
    _Pragma("clang loop unroll(full)") for (int i = 0; i < ROWS; i++) \
      for (int j = 0; j < 2; j++) \
        s[i][j] = p->adds ? *(const FN(loose) *)(cs[i] + j * FN(WIDTH)) : (FN(vector)){0}; \
    for (int64_t segment = 0; segment < p->segments; segment++) { \
      const T *bs = b + segment * p->segmentB; \
      int64_t at = segment * p->segmentA; \
      for (int64_t k = 0; k < depth; k++, at += columnA, bs += rowB) { \
        const FN(vector) b0 = *(const FN(loose) *)bs; \
        const FN(vector) b1 = *(const FN(loose) *)(bs + FN(WIDTH)); \
        _Pragma("clang loop unroll(full)") for (int i = 0; i < ROWS; i++) { \
          const FN(vector) v = as[i][at] - (FN(vector)){0}; \
          s[i][0] = __builtin_elementwise_fma(v, b0, s[i][0]); \
          s[i][1] = __builtin_elementwise_fma(v, b1, s[i][1]); \
        } \
      } \
    } \
    _Pragma("clang loop unroll(full)") for (int i = 0; i < ROWS; i++) \
      for (int j = 0; j < 2; j++) \
        *(FN(loose) *)(cs[i] + j * FN(WIDTH)) = s[i][j]; \
  }
TILE(1) TILE(2) TILE(3) TILE(4) TILE(5) TILE(6)
#if TILE_ROWS == 12
TILE(7) TILE(8) TILE(9) TILE(10) TILE(11) TILE(12)
#endif
#undef TILE

// `rows` ≤ TILE_ROWS rows and COLUMNS columns of C.
INLINE void FN(full_tile)(int64_t rows, const FN(Chain) *p, int64_t first, const T *a,
                          const T *b, T *c) {
  switch (rows) {
#define TILE(ROWS) case ROWS: FN(tile##ROWS)(p, first, a, b, c); break;
  TILE(1) TILE(2) TILE(3) TILE(4) TILE(5) TILE(6)
#if TILE_ROWS == 12
  TILE(7) TILE(8) TILE(9) TILE(10) TILE(11) TILE(12)
#endif
#undef TILE
  }
}

// The same with the first `columns` columns alone; B must have COLUMNS of them.
static void FN(edge_tile)(int64_t rows, int64_t columns, const FN(Chain) *p, int64_t first,
                          const T *a, const T *b, T *c) {
  _Alignas(64) T edge[TILE_ROWS * FN(COLUMNS)];
  FN(Chain) inner = *p;
  // The tile's rows of C stand in `edge`, one below the other.
  inner.rowC = FN(COLUMNS);
  inner.lineC = p->line * FN(COLUMNS);
  for (int64_t i = 0; p->adds && i < rows; i++)
    for (int64_t j = 0; j < columns; j++)
      edge[i * FN(COLUMNS) + j] = c[FN(row_offset)(p, first + i, p->rowC, p->lineC) + j];
  FN(full_tile)(rows, &inner, first, a, b, edge - first * FN(COLUMNS));
  for (int64_t i = 0; i < rows; i++)
    for (int64_t j = 0; j < columns; j++)
      c[FN(row_offset)(p, first + i, p->rowC, p->lineC) + j] = edge[i * FN(COLUMNS) + j];
}

INLINE void FN(tile)(int64_t rows, int64_t columns, const FN(Chain) *p, int64_t first, const T *a,
                     const T *b, T *c) {
  if (columns == FN(COLUMNS)) FN(full_tile)(rows, p, first, a, b, c);
  else FN(edge_tile)(rows, columns, p, first, a, b, c);
}

// The height of tiles of nearly equal height: 49 rows as 10 + 10 + 10 + 10 + 9, not 12 · 4 + 1.
INLINE int64_t FN(tile_height)(int64_t rows) {
  if (rows == 0) return 1;
  const int64_t tiles = (rows + TILE_ROWS - 1) / TILE_ROWS;
  return (rows + tiles - 1) / tiles;
}

// Copies a panel of B, `depth` rows and `columns` columns, into rows of COLUMNS, zeros behind.
INLINE void FN(pack)(T *panel, const T *b, int64_t rowB, int64_t columnB, int64_t depth,
                     int64_t columns) {
  if (columnB == 1) {
    for (int64_t k = 0; k < depth; k++)
      for (int64_t j = 0; j < columns; j++) panel[k * FN(COLUMNS) + j] = b[k * rowB + j];
  } else {
    for (int64_t j = 0; j < columns; j++)
      for (int64_t k = 0; k < depth; k++)
        panel[k * FN(COLUMNS) + j] = b[k * rowB + j * columnB];
  }
  for (int64_t k = 0; columns < FN(COLUMNS) && k < depth; k++)
    for (int64_t j = columns; j < FN(COLUMNS); j++) panel[k * FN(COLUMNS) + j] = 0;
}

static void FN(product_chain)(int64_t M, int64_t N, int64_t K, const T *a, int64_t rowA,
                              int64_t columnA, const T *b, int64_t rowB, int64_t columnB, T *c,
                              int64_t rowC, bool adds) {
  _Alignas(64) T panel[FN(DEPTH) * FN(COLUMNS)];
  const int64_t height = FN(tile_height)(M);
  FN(Chain) p = {1, 0, rowA, columnA, 0, 0, 0, rowC, adds, M, 0, 0};
  for (int64_t k0 = 0; k0 < K; k0 += FN(DEPTH), p.adds = true) {
    p.depth = K - k0 < FN(DEPTH) ? K - k0 : FN(DEPTH);
    for (int64_t j0 = 0; j0 < N; j0 += FN(COLUMNS)) {
      const int64_t columns = N - j0 < FN(COLUMNS) ? N - j0 : FN(COLUMNS);
      const T *bp = b + k0 * rowB + j0 * columnB;
      p.rowB = rowB;
      if (columns < FN(COLUMNS) || columnB != 1 || (M > 4 * TILE_ROWS && rowB > 256)) {
        FN(pack)(panel, bp, rowB, columnB, p.depth, columns);
        bp = panel;
        p.rowB = FN(COLUMNS);
      }
      for (int64_t i0 = 0; i0 < M; i0 += height)
        FN(tile)(M - i0 < height ? M - i0 : height, columns, &p, i0,
                 a + k0 * columnA, bp, c + j0);
    }
  }
}

// The product of an A contiguous along k with at most four columns of B: four rows at a time,
// sixteen lanes each, joined by a fixed tree. c[i·rowC + j·columnC] receives the result.
typedef T FN(lanes) __attribute__((vector_size(16 * sizeof(T))));
typedef T FN(loose_lanes) __attribute__((vector_size(16 * sizeof(T)), aligned(sizeof(T))));
static void FN(product_lanes)(int64_t M, int64_t N, int64_t K, const T *a, int64_t rowA,
                              const T *b, int64_t rowB, int64_t columnB, T *c, int64_t rowC,
                              int64_t columnC) {
  _Alignas(64) T columns[4 * SADDLE_LANE_DEPTH];
  if (rowB != 1) {
    for (int64_t j = 0; j < N; j++)
      for (int64_t k = 0; k < K; k++) columns[j * K + k] = b[k * rowB + j * columnB];
    b = columns;
    columnB = K;
  }
  for (int64_t i = 0; i < M; i += 4) {
    const int64_t rows = M - i < 4 ? M - i : 4;
    for (int64_t j = 0; j < N; j++) {
      const T *bj = b + j * columnB;
      FN(lanes) s[4] = {{0}, {0}, {0}, {0}};
      int64_t k = 0;
      for (; k + 16 <= K; k += 16) {
        const FN(lanes) v = *(const FN(loose_lanes) *)(bj + k);
        if (rows == 4) {
          _Pragma("clang loop unroll(full)") for (int q = 0; q < 4; q++)
            s[q] = __builtin_elementwise_fma(
              *(const FN(loose_lanes) *)(a + (i + q) * rowA + k), v, s[q]);
        } else {
          for (int q = 0; q < rows; q++)
            s[q] = __builtin_elementwise_fma(
              *(const FN(loose_lanes) *)(a + (i + q) * rowA + k), v, s[q]);
        }
      }
      for (int64_t q = 0; q < rows; q++) {
        T lane[16];
        for (int l = 0; l < 16; l++) lane[l] = s[q][l];
        for (int64_t r = k; r < K; r++)
          lane[r - k] = __builtin_elementwise_fma(a[(i + q) * rowA + r], bj[r], lane[r - k]);
        for (int w = 8; w; w >>= 1)
          for (int l = 0; l < w; l++) lane[l] += lane[l + w];
        c[(i + q) * rowC + j * columnC] = lane[0];
      }
    }
  }
}

// A part takes a range of the longer side of the result.
static void FN(product)(const int64_t *e, const T *a, const T *b, T *c, int64_t part,
                        int64_t parts) {
  const int64_t N0 = e[1], K = e[2], rowA = e[3], columnA = e[4], rowB = e[5], columnB = e[6];
  const bool usesLanes = saddle_product_uses_lanes(e[0], N0, K, columnA, rowB);
  const bool splitsRows = e[0] >= N0;
  const Range rows = splitsRows ? range(e[0], TILE_ROWS, part, parts) : (Range){0, e[0]};
  const Range columns = splitsRows ? (Range){0, N0} : range(N0, FN(COLUMNS), part, parts);
  const int64_t M = rows.last - rows.first, N = columns.last - columns.first;
  a += rows.first * rowA;
  b += columns.first * columnB;
  c += rows.first * N0 + columns.first;
  if (usesLanes) {
    if (N0 <= 4 && columnA == 1)
      FN(product_lanes)(M, N, K, a, rowA, b, rowB, columnB, c, N0, 1);
    else
      FN(product_lanes)(N, M, K, b, columnB, a, columnA, rowA, c, 1, N0);
    return;
  }
  if (N > 8 || M < 16) {
    FN(product_chain)(M, N, K, a, rowA, columnA, b, rowB, columnB, c, N0, false);
    return;
  }
  // A narrow result: compute Cᵀ = Bᵀ·Aᵀ in strips, so that the vectors run along the long side.
  // The chains over k are the same.
  enum { STRIP = 512 };
  T strip[8 * STRIP];
  for (int64_t i0 = 0; i0 < M; i0 += STRIP) {
    const int64_t height = M - i0 < STRIP ? M - i0 : STRIP;
    FN(product_chain)(N, height, K, b, columnB, rowB, a + i0 * rowA, columnA, rowA, strip, height,
                      false);
    for (int64_t i = 0; i < height; i++)
      for (int64_t j = 0; j < N; j++) c[(i0 + i) * N0 + j] = strip[j * height + i];
  }
}
