// The three partials of the trilinear form ⟨x ⋆ w, y⟩ over channels-last images, each as products
// of unrolled windows (im2col; Chellapilla, Puri & Simard 2006). Included once per scalar type and
// path. `scratch` holds one image's windows, [outputHeight·outputWidth, kernelHeight·kernelWidth·
// channels], and for the input's partial the transposed kernel behind it.

static void FN(unroll)(const SaddleWindow *w, const T *x, T *windows) {
  const int64_t row = w->kernelWidth * w->channels;
  for (int64_t oy = 0; oy < w->outputHeight; oy++)
    for (int64_t ox = 0; ox < w->outputWidth; ox++)
      for (int64_t ky = 0; ky < w->kernelHeight; ky++, windows += row) {
        const int64_t y = oy * w->stride - w->padding + ky, x0 = ox * w->stride - w->padding;
        for (int64_t kx = 0; kx < w->kernelWidth; kx++) {
          const bool isInside = y >= 0 && y < w->height && x0 + kx >= 0 && x0 + kx < w->width;
          const T *source = x + (y * w->width + x0 + kx) * w->channels;
          T *d = windows + kx * w->channels;
          if (isInside) for (int64_t c = 0; c < w->channels; c++) d[c] = source[c];
          else for (int64_t c = 0; c < w->channels; c++) d[c] = 0;
        }
      }
}

// The adjoint of `unroll`: adds the windows back in their order.
static void FN(roll)(const SaddleWindow *w, const T *windows, T *x) {
  for (int64_t i = 0; i < w->height * w->width * w->channels; i++) x[i] = 0;
  for (int64_t oy = 0; oy < w->outputHeight; oy++)
    for (int64_t ox = 0; ox < w->outputWidth; ox++)
      for (int64_t ky = 0; ky < w->kernelHeight; ky++)
        for (int64_t kx = 0; kx < w->kernelWidth; kx++, windows += w->channels) {
          const int64_t y = oy * w->stride - w->padding + ky;
          const int64_t column = ox * w->stride - w->padding + kx;
          if (y < 0 || y >= w->height || column < 0 || column >= w->width) continue;
          T *d = x + (y * w->width + column) * w->channels;
          _Pragma("clang loop vectorize(assume_safety)")
          for (int64_t c = 0; c < w->channels; c++) d[c] += windows[c];
        }
}

// x = roll(y·wᵀ). The transposed kernel stands in panels as wide as a tile, so that no image packs it
// again; only where it is narrow does the product choose its own order.
static void FN(convolution_input)(const SaddleWindow *w, const T *kernel, const T *y, T *x,
                                  T *windows, T *transposed) {
  const int64_t places = w->outputHeight * w->outputWidth, oc = w->outputChannels;
  const int64_t window = w->kernelHeight * w->kernelWidth * w->channels;
  const int64_t step = window <= 8 ? window : FN(COLUMNS);
  for (int64_t j0 = 0; j0 < window; j0 += step) {
    const int64_t columns = window - j0 < step ? window - j0 : step;
    for (int64_t c = 0; c < oc; c++)
      for (int64_t j = 0; j < columns; j++)
        transposed[j0 * oc + c * columns + j] = kernel[(j0 + j) * oc + c];
  }
  for (int64_t n = 0; n < w->batch; n++, y += places * oc) {
    if (window <= 8) {
      FN(product)(places, window, oc, y, oc, 1, transposed, window, 1, windows);
    } else {
      for (int64_t j0 = 0; j0 < window; j0 += step) {
        const int64_t columns = window - j0 < step ? window - j0 : step;
        FN(product_chain)(places, columns, oc, y, oc, 1, transposed + j0 * oc, columns, 1,
                          windows + j0, window, false);
      }
    }
    FN(roll)(w, windows, x + n * w->height * w->width * w->channels);
  }
}

static void FN(convolution)(const SaddleInstruction *i, int32_t part) {
  const SaddleWindow *w = (const SaddleWindow *)i->extent;
  const int64_t places = w->outputHeight * w->outputWidth;
  const int64_t window = w->kernelHeight * w->kernelWidth * w->channels;
  const int64_t image = w->height * w->width * w->channels, output = places * w->outputChannels;
  const int64_t oc = w->outputChannels;
  T *windows = i->scratch, *result = i->result;
  const T *left = i->left, *right = i->right;
  if (part == SADDLE_CONVOLUTION) {
    for (int64_t n = 0; n < w->batch; n++) {
      FN(unroll)(w, left + n * image, windows);
      FN(product)(places, oc, window, windows, window, 1, right, oc, 1, result + n * output);
    }
  } else if (part == SADDLE_CONVOLUTION_INPUT) {
    FN(convolution_input)(w, left, right, result, windows, windows + places * window);
  } else {
    for (int64_t n = 0; n < w->batch; n++) {
      FN(unroll)(w, left + n * image, windows);
      FN(product_chain)(window, oc, places, windows, 1, window, right + n * output, oc, 1, result,
                        oc, n > 0);
    }
  }
}
