// exp, log, tanh, sigmoid and softplus in Float32: Cody–Waite reduction and the polynomials of the
// Cephes library (Moshier 1989), branch-free so that loops over them vectorize.
// Largest error over the range: see ElementaryFunctionTests.

INLINE float as_float(uint32_t bits) {
  float value;
  __builtin_memcpy(&value, &bits, 4);
  return value;
}

INLINE uint32_t float_bits(float value) {
  uint32_t bits;
  __builtin_memcpy(&bits, &value, 4);
  return bits;
}

INLINE float exp_f32(float x) {
  x = x > 89.f ? 89.f : x;  // beyond: ∞
  x = x < -104.f ? -104.f : x;  // beyond: 0
  // Adding 1.5·2²³ leaves the nearest integer in the low bits.
  const float shifted = x * 0x1.715476p0f + 0x1.8p23f;
  const int32_t n = (int32_t)(float_bits(shifted) - 0x4B400000u);
  const float k = shifted - 0x1.8p23f;
  float r = x - k * 0.693359375f;
  r = r - k * -2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * (r * r) + r + 1.f;
  // Two factors, so that the result may overflow to ∞ and underflow gradually.
  const int32_t half = n >> 1;
  return p * as_float((uint32_t)(half + 127) << 23) * as_float((uint32_t)(n - half + 127) << 23);
}

INLINE float log_f32(float x) {
  const bool tiny = x < 0x1p-126f;
  const uint32_t bits = float_bits(tiny ? x * 0x1p23f : x) + (0x3F800000u - 0x3F3504F3u);
  const float e = (float)((int32_t)(bits >> 23) - 127) - (tiny ? 23.f : 0.f);
  const float f = as_float((bits & 0x007FFFFFu) + 0x3F3504F3u) - 1.f;
  const float z = f * f;
  float p = 7.0376836292e-2f;
  p = p * f - 1.1514610310e-1f;
  p = p * f + 1.1676998740e-1f;
  p = p * f - 1.2420140846e-1f;
  p = p * f + 1.4249322787e-1f;
  p = p * f - 1.6668057665e-1f;
  p = p * f + 2.0000714765e-1f;
  p = p * f - 2.4999993993e-1f;
  p = p * f + 3.3333331174e-1f;
  float y = p * f * z;
  y = y + e * -2.12194440e-4f;
  y = y - 0.5f * z;
  y = f + y + e * 0.693359375f;
  y = x == __builtin_inff() ? x : y;
  return x > 0.f ? y : x == 0.f ? -__builtin_inff() : __builtin_nanf("");
}

INLINE float tanh_f32(float x) {
  const float z = x * x;
  float p = -5.70498872745e-3f;
  p = p * z + 2.06390887954e-2f;
  p = p * z - 5.37397155531e-2f;
  p = p * z + 1.33314422036e-1f;
  p = p * z - 3.33332819422e-1f;
  const float small = p * z * x + x;
  const float a = x < 0.f ? -x : x;
  const float t = 1.f - 2.f / (exp_f32(2.f * a) + 1.f);
  return a < 0.625f ? small : x < 0.f ? -t : t;
}

INLINE float sigmoid_f32(float x) { return 1.f / (1.f + exp_f32(-x)); }

// max(x, 0) + log(1 + e^−|x|), where log(1 + u) = log(w)·u/(w − 1) with w = fl(1 + u) (Kahan).
INLINE float softplus_f32(float x) {
  const float u = exp_f32(x < 0.f ? x : -x);
  const float w = 1.f + u, d = w - 1.f;
  const float l = d > 0.f ? log_f32(w) * (u / d) : u;
  return (x > 0.f ? x : 0.f) + l;
}
