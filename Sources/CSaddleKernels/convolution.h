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
    T *transposed = windows + places * window;
    for (int64_t k = 0; k < window; k++)
      for (int64_t c = 0; c < oc; c++) transposed[c * window + k] = left[k * oc + c];
    for (int64_t n = 0; n < w->batch; n++) {
      FN(product)(places, window, oc, right + n * output, oc, 1, transposed, window, 1, windows);
      FN(roll)(w, windows, result + n * image);
    }
  } else {
    for (int64_t n = 0; n < w->batch; n++) {
      FN(unroll)(w, left + n * image, windows);
      FN(product_chain)(window, oc, places, windows, 1, window, right + n * output, oc, 1, result,
                        oc, n > 0);
    }
  }
}
