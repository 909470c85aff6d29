// The three partials of the trilinear form ⟨x ⋆ w, y⟩ over channels-last images, each as products
// whose operands are read where they stand: for one row of a window, the numbers under all its columns
// and channels lie side by side, and the windows of one row of results lie at equal distances. Included
// once per scalar type and path. Every element is one chain of fused multiply-adds, over
//   – the result: ascending (row, column, channel) of the window;
//   – the kernel: ascending (image, row, column) of the result;
//   – the image:  ascending (row, column, channel) of the result, where `saddle_convolution_gathers`
//     says so, else one chain over the channels for each window, added in the windows' order.
// What lies outside an image or a result counts as zeros.
//
// `scratch` holds what saddle_convolution_scratch says; a part is a range of images, or of the kernel's
// rows.

// [height, width, channels] with zeros around, so that it is [paddedHeight, paddedWidth, channels]
// with the image at (top, left); what does not fit is left out.
static void FN(pad)(const T *x, int64_t height, int64_t width, int64_t channels, T *padded,
                    int64_t paddedHeight, int64_t paddedWidth, int64_t top, int64_t left) {
  const int64_t columns = width < paddedWidth - left ? width : paddedWidth - left;
  for (int64_t r = 0; r < paddedHeight; r++, padded += paddedWidth * channels) {
    const int64_t y = r - top;
    if (y < 0 || y >= height) {
      __builtin_memset(padded, 0, (uint64_t)(paddedWidth * channels) * sizeof(T));
      continue;
    }
    const int64_t begin = left * channels, end = (left + columns) * channels;
    for (int64_t i = 0; i < begin; i++) padded[i] = 0;
    __builtin_memcpy(padded + begin, x + y * width * channels, (uint64_t)(end - begin) * sizeof(T));
    for (int64_t i = end; i < paddedWidth * channels; i++) padded[i] = 0;
  }
}

// A matrix of `rows` rows, packed in panels of COLUMNS columns, zeros behind the last.
INLINE int64_t FN(panels)(int64_t columns) { return (columns + FN(COLUMNS) - 1) / FN(COLUMNS); }

// `lines` rows of p->line results each, times a packed matrix of `columns` columns.
static void FN(places)(const FN(Chain) *p, int64_t lines, int64_t columns, const T *a,
                       const T *packed, T *c) {
  const int64_t count = lines * p->line, height = FN(tile_height)(count);
  for (int64_t j0 = 0; j0 < columns; j0 += FN(COLUMNS)) {
    const int64_t width = columns - j0 < FN(COLUMNS) ? columns - j0 : FN(COLUMNS);
    const T *b = packed + j0 * p->segments * p->depth;
    for (int64_t i0 = 0; i0 < count; i0 += height)
      FN(tile)(count - i0 < height ? count - i0 : height, width, p, i0, a, b, c + j0);
  }
}

static void FN(convolution_result)(const SaddleWindow *w, const T *x, const T *kernel, T *y,
                                   T *scratch, Range part) {
  const int64_t oc = w->outputChannels, depth = w->kernelWidth * w->channels;
  const int64_t window = w->kernelHeight * depth;
  const int64_t height = (w->outputHeight - 1) * w->stride + w->kernelHeight;
  const int64_t width = (w->outputWidth - 1) * w->stride + w->kernelWidth;
  T *packed = scratch, *padded = scratch + window * FN(panels)(oc) * FN(COLUMNS);
  for (int64_t j0 = 0; j0 < oc; j0 += FN(COLUMNS))
    FN(pack)(packed + j0 * window, kernel + j0, oc, 1, window,
             oc - j0 < FN(COLUMNS) ? oc - j0 : FN(COLUMNS));
  const FN(Chain) p = {w->kernelHeight, depth, w->stride * w->channels, 1, width * w->channels,
                       FN(COLUMNS), depth * FN(COLUMNS), oc, false, w->outputWidth,
                       w->stride * width * w->channels, w->outputWidth * oc};
  for (int64_t n = part.first; n < part.last; n++) {
    FN(pad)(x + n * w->height * w->width * w->channels, w->height, w->width, w->channels, padded,
            height, width, w->padding, w->padding);
    FN(places)(&p, w->outputHeight, oc, padded, packed,
               y + n * w->outputHeight * w->outputWidth * oc);
  }
}

// For a block of images and one row of the kernel at a time: the rows of the images under it, one
// below the other, so that one chain runs through the whole block.
static void FN(convolution_kernel)(const SaddleWindow *w, const T *x, const T *y, T *kernel,
                                   T *scratch, Range part) {
  const int64_t oc = w->outputChannels, depth = w->kernelWidth * w->channels;
  const int64_t places = w->outputHeight * w->outputWidth;
  const int64_t width = (w->outputWidth - 1) * w->stride + w->kernelWidth;
  const int64_t line = width * w->channels, image = w->height * w->width * w->channels;
  const int64_t block = saddle_convolution_block(w), tile = FN(tile_height)(depth);
  T *rows = scratch, *packed = scratch + block * w->outputHeight * line;
  for (int64_t n0 = 0; n0 < w->batch; n0 += block) {
    const int64_t images = w->batch - n0 < block ? w->batch - n0 : block;
    for (int64_t j0 = 0; j0 < oc; j0 += FN(COLUMNS))
      FN(pack)(packed + j0 * images * places, y + n0 * places * oc + j0, oc, 1, images * places,
               oc - j0 < FN(COLUMNS) ? oc - j0 : FN(COLUMNS));
    const FN(Chain) p = {images * w->outputHeight, w->outputWidth, 1, w->stride * w->channels, line,
                         FN(COLUMNS), w->outputWidth * FN(COLUMNS), oc, n0 > 0, depth, 0, 0};
    for (int64_t ky = part.first; ky < part.last; ky++) {
      for (int64_t n = 0; n < images; n++)
        for (int64_t oy = 0; oy < w->outputHeight; oy++)
          FN(pad)(x + (n0 + n) * image, w->height, w->width, w->channels,
                  rows + (n * w->outputHeight + oy) * line, 1, width,
                  w->padding - ky - oy * w->stride, w->padding);
      for (int64_t j0 = 0; j0 < oc; j0 += FN(COLUMNS)) {
        const int64_t columns = oc - j0 < FN(COLUMNS) ? oc - j0 : FN(COLUMNS);
        for (int64_t i0 = 0; i0 < depth; i0 += tile)
          FN(tile)(depth - i0 < tile ? depth - i0 : tile, columns, &p, i0, rows,
                   packed + j0 * images * places, kernel + ky * depth * oc + j0);
      }
    }
  }
}

// The columns of an image that a phase of the stride reaches: start, start + stride, …; the taps of the
// kernel that meet there, and the first result under them.
typedef struct {
  int64_t start, count, taps, firstTap, place;
} FN(Phase);

INLINE FN(Phase) FN(phase)(int64_t r, int64_t extent, int64_t kernel, int64_t stride,
                           int64_t padding) {
  FN(Phase) f;
  f.start = (r + stride * padding - padding) % stride;
  f.count = f.start < extent ? (extent - f.start + stride - 1) / stride : 0;
  f.firstTap = r;
  f.taps = r < kernel ? (kernel - r + stride - 1) / stride : 0;
  f.place = (f.start + padding) / stride - f.taps + 1;
  return f;
}

// x by phases of the stride: pixels of one phase meet the same taps of the kernel, and are a
// convolution of y, one step apart, with those taps turned about.
static void FN(convolution_image)(const SaddleWindow *w, const T *kernel, const T *y, T *x,
                                  T *scratch, Range part) {
  const int64_t oc = w->outputChannels, s = w->stride, channels = w->channels;
  const int64_t top = (w->kernelHeight - 1) / s, left = (w->kernelWidth - 1) / s;
  const int64_t height = top + (w->height - 1 + w->padding) / s + 1;
  const int64_t width = left + (w->width - 1 + w->padding) / s + 1;
  T *packed = scratch, *padded = scratch
    + w->kernelHeight * w->kernelWidth * oc * FN(panels)(channels) * FN(COLUMNS);
  T *next = packed;
  for (int64_t ry = 0; ry < s; ry++)
    for (int64_t rx = 0; rx < s; rx++) {
      const FN(Phase) fy = FN(phase)(ry, w->height, w->kernelHeight, s, w->padding);
      const FN(Phase) fx = FN(phase)(rx, w->width, w->kernelWidth, s, w->padding);
      for (int64_t j0 = 0; j0 < channels; j0 += FN(COLUMNS))
        for (int64_t ty = fy.taps - 1; ty >= 0; ty--)
          for (int64_t tx = fx.taps - 1; tx >= 0; tx--, next += oc * FN(COLUMNS))
            FN(pack)(next, kernel + (((ry + s * ty) * w->kernelWidth + rx + s * tx) * channels + j0)
                       * oc, 1, oc, oc, channels - j0 < FN(COLUMNS) ? channels - j0 : FN(COLUMNS));
    }
  for (int64_t n = part.first; n < part.last; n++) {
    FN(pad)(y + n * w->outputHeight * w->outputWidth * oc,
            w->outputHeight < height - top ? w->outputHeight : height - top, w->outputWidth, oc,
            padded, height, width, top, left);
    const T *panel = packed;
    for (int64_t ry = 0; ry < s; ry++)
      for (int64_t rx = 0; rx < s; rx++) {
        const FN(Phase) fy = FN(phase)(ry, w->height, w->kernelHeight, s, w->padding);
        const FN(Phase) fx = FN(phase)(rx, w->width, w->kernelWidth, s, w->padding);
        const int64_t depth = fx.taps * oc;
        const FN(Chain) p = {fy.taps, depth, oc, 1, width * oc, FN(COLUMNS), depth * FN(COLUMNS),
                             s * channels, false, fx.count, width * oc, s * w->width * channels};
        FN(places)(&p, fy.count, channels,
                   padded + ((fy.place + top) * width + fx.place + left) * oc, panel,
                   x + ((n * w->height + fy.start) * w->width + fx.start) * channels);
        panel += fy.taps * depth * FN(panels)(channels) * FN(COLUMNS);
      }
  }
}

// x = roll(y·wᵀ), where few channels leave the lanes of a gathering product empty: each window's
// product, [kernelHeight, kernelWidth, channels], is added to the pixels under it.
static void FN(convolution_scatter)(const SaddleWindow *w, const T *kernel, const T *y, T *x,
                                    T *scratch, Range part) {
  const int64_t oc = w->outputChannels, row = w->kernelWidth * w->channels;
  const int64_t window = w->kernelHeight * row, places = w->outputHeight * w->outputWidth;
  T *packed = scratch, *windows = scratch + oc * FN(panels)(window) * FN(COLUMNS);
  for (int64_t j0 = 0; j0 < window; j0 += FN(COLUMNS))
    FN(pack)(packed + j0 * oc, kernel + j0 * oc, 1, oc, oc,
             window - j0 < FN(COLUMNS) ? window - j0 : FN(COLUMNS));
  const FN(Chain) p = {1, oc, oc, 1, 0, FN(COLUMNS), 0, window, false, places, 0, 0};
  for (int64_t n = part.first; n < part.last; n++) {
    T *image = x + n * w->height * w->width * w->channels;
    FN(places)(&p, 1, window, y + n * places * oc, packed, windows);
    __builtin_memset(image, 0, (uint64_t)(w->height * w->width * w->channels) * sizeof(T));
    const T *from = windows;
    for (int64_t oy = 0; oy < w->outputHeight; oy++)
      for (int64_t ox = 0; ox < w->outputWidth; ox++)
        for (int64_t ky = 0; ky < w->kernelHeight; ky++, from += row) {
          const int64_t at = oy * w->stride - w->padding + ky, x0 = ox * w->stride - w->padding;
          if (at < 0 || at >= w->height) continue;
          const int64_t begin = x0 < 0 ? -x0 : 0;
          const int64_t end = w->width - x0 < w->kernelWidth ? w->width - x0 : w->kernelWidth;
          T *d = image + (at * w->width + x0) * w->channels;
          for (int64_t i = begin * w->channels; i < end * w->channels; i++) d[i] += from[i];
        }
  }
}

// A part takes some images, or some rows of the kernel.
static void FN(convolution)(const SaddleInstruction *i, T *scratch, int64_t part, int64_t parts) {
  const SaddleWindow *w = (const SaddleWindow *)i->extent;
  const Range images = range(w->batch, 1, part, parts);
  const Range rows = range(w->kernelHeight, 1, part, parts);
  const T *left = i->left, *right = i->right;
  if (i->operation == SADDLE_CONVOLUTION_KERNEL) {
    if (rows.first < rows.last) FN(convolution_kernel)(w, left, right, i->result, scratch, rows);
  } else if (images.first == images.last) {
    return;
  } else if (i->operation == SADDLE_CONVOLUTION) {
    FN(convolution_result)(w, left, right, i->result, scratch, images);
  } else if (saddle_convolution_gathers(w)) {
    FN(convolution_image)(w, left, right, i->result, scratch, images);
  } else {
    FN(convolution_scatter)(w, left, right, i->result, scratch, images);
  }
}
