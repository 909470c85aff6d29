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

#define TILE(ROWS) \
  static void FN(tile##ROWS)(int64_t depth, const T *a, int64_t rowA, int64_t columnA, \
                             const T *b, int64_t rowB, T *c, int64_t rowC, bool adds) { \
    FN(vector) s[ROWS][2]; \
    _Pragma("clang loop unroll(full)") for (int i = 0; i < ROWS; i++) \
      for (int j = 0; j < 2; j++) \
        s[i][j] = adds ? *(const FN(loose) *)(c + i * rowC + j * FN(WIDTH)) : (FN(vector)){0}; \
    for (int64_t k = 0; k < depth; k++) { \
      const FN(vector) b0 = *(const FN(loose) *)(b + k * rowB); \
      const FN(vector) b1 = *(const FN(loose) *)(b + k * rowB + FN(WIDTH)); \
      const T *ak = a + k * columnA; \
      _Pragma("clang loop unroll(full)") for (int i = 0; i < ROWS; i++) { \
        const FN(vector) v = (FN(vector)){0} + ak[i * rowA]; \
        s[i][0] = __builtin_elementwise_fma(v, b0, s[i][0]); \
        s[i][1] = __builtin_elementwise_fma(v, b1, s[i][1]); \
      } \
    } \
    _Pragma("clang loop unroll(full)") for (int i = 0; i < ROWS; i++) \
      for (int j = 0; j < 2; j++) \
        *(FN(loose) *)(c + i * rowC + j * FN(WIDTH)) = s[i][j]; \
  }
TILE(1) TILE(2) TILE(3) TILE(4) TILE(5) TILE(6)
#if TILE_ROWS == 12
TILE(7) TILE(8) TILE(9) TILE(10) TILE(11) TILE(12)
#endif
#undef TILE

INLINE void FN(tile)(int64_t rows, int64_t depth, const T *a, int64_t rowA, int64_t columnA,
                     const T *b, int64_t rowB, T *c, int64_t rowC, bool adds) {
  switch (rows) {
#define TILE(ROWS) \
  case ROWS: FN(tile##ROWS)(depth, a, rowA, columnA, b, rowB, c, rowC, adds); break;
  TILE(1) TILE(2) TILE(3) TILE(4) TILE(5) TILE(6)
#if TILE_ROWS == 12
  TILE(7) TILE(8) TILE(9) TILE(10) TILE(11) TILE(12)
#endif
#undef TILE
  }
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
                              int64_t rowC, bool adds0) {
  _Alignas(64) T panel[FN(DEPTH) * FN(COLUMNS)];
  _Alignas(64) T edge[TILE_ROWS * FN(COLUMNS)];
  // Tiles of nearly equal height: 49 rows as 10 + 10 + 10 + 10 + 9, not as 12 + 12 + 12 + 12 + 1.
  const int64_t tiles = (M + TILE_ROWS - 1) / TILE_ROWS, height = (M + tiles - 1) / tiles;
  for (int64_t k0 = 0; k0 < K; k0 += FN(DEPTH)) {
    const int64_t depth = K - k0 < FN(DEPTH) ? K - k0 : FN(DEPTH);
    const bool adds = adds0 || k0 > 0;
    for (int64_t j0 = 0; j0 < N; j0 += FN(COLUMNS)) {
      const int64_t columns = N - j0 < FN(COLUMNS) ? N - j0 : FN(COLUMNS);
      const bool isFull = columns == FN(COLUMNS);
      const T *bp = b + k0 * rowB + j0 * columnB;
      int64_t rowP = rowB;
      if (!isFull || columnB != 1 || (M > 4 * TILE_ROWS && rowB > 256)) {
        FN(pack)(panel, bp, rowB, columnB, depth, columns);
        bp = panel;
        rowP = FN(COLUMNS);
      }
      for (int64_t i0 = 0; i0 < M; i0 += height) {
        const int64_t rows = M - i0 < height ? M - i0 : height;
        const T *ap = a + i0 * rowA + k0 * columnA;
        T *cp = c + i0 * rowC + j0;
        if (isFull) {
          FN(tile)(rows, depth, ap, rowA, columnA, bp, rowP, cp, rowC, adds);
          continue;
        }
        for (int64_t i = 0; adds && i < rows; i++)
          for (int64_t j = 0; j < columns; j++) edge[i * FN(COLUMNS) + j] = cp[i * rowC + j];
        FN(tile)(rows, depth, ap, rowA, columnA, bp, rowP, edge, FN(COLUMNS), adds);
        for (int64_t i = 0; i < rows; i++)
          for (int64_t j = 0; j < columns; j++) cp[i * rowC + j] = edge[i * FN(COLUMNS) + j];
      }
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

static void FN(product)(int64_t M, int64_t N, int64_t K, const T *a, int64_t rowA,
                        int64_t columnA, const T *b, int64_t rowB, int64_t columnB, T *c) {
  if (saddle_product_uses_lanes(M, N, K, columnA, rowB)) {
    if (N <= 4 && columnA == 1)
      FN(product_lanes)(M, N, K, a, rowA, b, rowB, columnB, c, N, 1);
    else
      FN(product_lanes)(N, M, K, b, columnB, a, columnA, rowA, c, 1, N);
    return;
  }
  if (N > 8 || M < 16) {
    FN(product_chain)(M, N, K, a, rowA, columnA, b, rowB, columnB, c, N, false);
    return;
  }
  // A narrow result: compute Cᵀ = Bᵀ·Aᵀ in strips, so that the vectors run along the long side.
  // The chains over k are the same.
  enum { STRIP = 512 };
  T strip[8 * STRIP];
  for (int64_t i0 = 0; i0 < M; i0 += STRIP) {
    const int64_t rows = M - i0 < STRIP ? M - i0 : STRIP;
    FN(product_chain)(N, rows, K, b, columnB, rowB, a + i0 * rowA, columnA, rowA, strip, rows,
                      false);
    for (int64_t i = 0; i < rows; i++)
      for (int64_t j = 0; j < N; j++) c[(i0 + i) * N + j] = strip[j * rows + i];
  }
}
