// exp, log, tanh, sigmoid, softplus, sin, cos and pow in Float64, branch-free. exp, log, sin and cos follow
// fdlibm (Sun Microsystems 1993), tanh Cephes (Moshier 1989); pow carries log x in two doubles.
// Largest error over the range: see ElementaryFunctionTests.

INLINE double as_double(uint64_t bits) {
  double value;
  __builtin_memcpy(&value, &bits, 8);
  return value;
}

INLINE uint64_t double_bits(double value) {
  uint64_t bits;
  __builtin_memcpy(&bits, &value, 8);
  return bits;
}

// e^(x + tail) for |tail| far below |x|.
INLINE double exp_with_tail_f64(double x, double tail) {
  x = x > 710. ? 710. : x;  // beyond: ∞
  x = x < -746. ? -746. : x;  // beyond: 0
  const double shifted = x * 0x1.71547652b82fep0 + 0x1.8p52;
  const int64_t n = (int64_t)(double_bits(shifted) - 0x4338000000000000u);
  const double k = shifted - 0x1.8p52;
  const double high = x - k * 6.93147180369123816490e-01;
  const double low = k * 1.90821492927058770002e-10 - tail;
  const double r = high - low;
  const double z = r * r;
  double p = 4.13813679705723846039e-08;
  p = p * z - 1.65339022054652515390e-06;
  p = p * z + 6.61375632143793436117e-05;
  p = p * z - 2.77777777770155933842e-03;
  p = p * z + 1.66666666666666019037e-01;
  const double c = r - z * p;
  const double y = 1. - ((low - (r * c) / (2. - c)) - high);
  // n ≥ −1077: an unsigned shift of the biased number halves it rounding down.
  const int64_t half = (int64_t)((uint64_t)(n + 2048) >> 1) - 1024;
  return y * as_double((uint64_t)(half + 1023) << 52)
    * as_double((uint64_t)(n - half + 1023) << 52);
}

INLINE double exp_f64(double x) { return exp_with_tail_f64(x, 0.); }

// x = 2^e·(1 + f) with 1 + f in [√½, √2).
INLINE void split_f64(double x, double *e, double *f) {
  const bool tiny = x < 0x1p-1022;
  const uint64_t bits =
    double_bits(tiny ? x * 0x1p54 : x) + (0x3FF0000000000000u - 0x3FE6A09E667F3BCDu);
  // The biased exponent, read as the low bits of 2⁵².
  *e = as_double((bits >> 52) | 0x4330000000000000u) - (0x1p52 + 1023.) - (tiny ? 54. : 0.);
  *f = as_double((bits & 0x000FFFFFFFFFFFFFu) + 0x3FE6A09E667F3BCDu) - 1.;
}

INLINE double log_f64(double x) {
  double e, f;
  split_f64(x, &e, &f);
  const double s = f / (2. + f), z = s * s, w = z * z;
  const double even = w * (3.999999999940941908e-01
    + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const double odd = z * (6.666666666666735130e-01
    + w * (2.857142874366239149e-01
      + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  const double half = 0.5 * f * f;
  double y = e * 6.93147180369123816490e-01
    - ((half - (s * (half + (even + odd)) + e * 1.90821492927058770002e-10)) - f);
  y = x == __builtin_inf() ? x : y;
  return x > 0. ? y : x == 0. ? -__builtin_inf() : __builtin_nan("");
}

INLINE double tanh_f64(double x) {
  const double z = x * x;
  const double p = (-9.64399179425052238628e-1 * z - 9.92877231001918586564e1) * z
    - 1.61468768441708447952e3;
  const double q = ((z + 1.12811678491632931402e2) * z + 2.23548839060100448583e3) * z
    + 4.84406305325125486048e3;
  const double small = x + x * z * (p / q);
  const double a = x < 0. ? -x : x;
  const double t = 1. - 2. / (exp_f64(2. * a) + 1.);
  return a < 0.625 ? small : x < 0. ? -t : t;
}

INLINE double sigmoid_f64(double x) { return 1. / (1. + exp_f64(-x)); }

INLINE double softplus_f64(double x) {
  const double u = exp_f64(x < 0. ? x : -x);
  const double w = 1. + u, d = w - 1.;
  const double l = d > 0. ? log_f64(w) * (u / d) : u;
  return (x > 0. ? x : 0.) + l;
}

// sin(x + turns·π/2). x is reduced by its nearest multiple of π/2, which is subtracted in three parts:
// exact while that multiple is below 2²⁰, and off by a few units in the last place of x beyond.
INLINE double turned_sin_f64(double x, uint64_t turns) {
  const double shifted = x * 6.36619772367581382433e-01 + 0x1.8p52;
  const uint64_t quadrant = double_bits(shifted) + turns;
  const double k = shifted - 0x1.8p52;
  const double t = x - k * 1.57079632673412561417e+00;
  const double second = k * 6.07710050630396597660e-11;
  const double r = t - second;
  const double w = k * 2.02226624879595063154e-21 - ((t - r) - second);
  const double y = r - w, tail = (r - y) - w;
  const double z = y * y;
  double p = 1.58969099521155010221e-10;
  p = p * z - 2.50507602534068634195e-08;
  p = p * z + 2.75573137070700676789e-06;
  p = p * z - 1.98412698298579493134e-04;
  p = p * z + 8.33333333332248946124e-03;
  const double v = z * y;
  const double sine = y - ((z * (0.5 * tail - v * p) - tail) + v * 1.66666666666666324348e-01);
  double q = -1.13596475577881948265e-11;
  q = q * z + 2.08757232129817482790e-09;
  q = q * z - 2.75573143513906633035e-07;
  q = q * z + 2.48015872894767294178e-05;
  q = q * z - 1.38888888888741095749e-03;
  q = q * z + 4.16666666666666019037e-02;
  const double half = 0.5 * z, one = 1. - half;
  const double cosine = one + (((1. - one) - half) + (z * (z * q) - y * tail));
  const double value = quadrant & 1 ? cosine : sine;
  const double a = x < 0. ? -x : x;
  return a > 0x1p50 || x != x ? __builtin_nan("") : quadrant & 2 ? -value : value;
}

INLINE double sin_f64(double x) { return turned_sin_f64(x, 0); }
INLINE double cos_f64(double x) { return turned_sin_f64(x, 1); }
INLINE float sin_f32(float x) { return (float)sin_f64((double)x); }
INLINE float cos_f32(float x) { return (float)cos_f64((double)x); }

// x^y = e^(y·log x). With s = f/(2 + f), log(1 + f) = 2s + ⅔s³ + ⅖s⁵ + …; the first two terms are
// carried in two doubles, so that even y·log x near 700 keeps the last bits.
INLINE double pow_f64(double x, double y) {
  const double a = x < 0. ? -x : x;
  double e, f;
  split_f64(a, &e, &f);
  const double d = 2. + f, dTail = f - (d - 2.);
  const double s = f / d;
  const double sTail = (__builtin_elementwise_fma(-s, d, f) - s * dTail) / d;
  const double z = s * s;
  const double zTail = __builtin_elementwise_fma(s, s, -z) + 2. * s * sTail;
  const double c = z * s;  // s³
  const double cTail = __builtin_elementwise_fma(z, s, -c) + (z * sTail + zTail * s);
  const double third = 0x1.5555555555555p-1, thirdTail = 0x1.5555555555555p-55;  // ⅔
  const double u = third * c;
  const double uTail =
    __builtin_elementwise_fma(third, c, -u) + (third * cTail + thirdTail * c);
  double series = 2. / 23.;
  series = series * z + 2. / 21.;
  series = series * z + 2. / 19.;
  series = series * z + 2. / 17.;
  series = series * z + 2. / 15.;
  series = series * z + 2. / 13.;
  series = series * z + 2. / 11.;
  series = series * z + 2. / 9.;
  series = series * z + 2. / 7.;
  series = series * z + 2. / 5.;
  // Joined from the largest term down, each sum's rounding error kept.
  const double n = e * 6.93147180369123816490e-01, nTail = e * 1.90821492927058770002e-10;
  const double t1 = n + 2. * s, t1v = t1 - n;
  const double t1Tail = (n - (t1 - t1v)) + (2. * s - t1v);
  const double t2 = t1 + u, t2v = t2 - t1;
  const double t2Tail = (t1 - (t2 - t2v)) + (u - t2v);
  const double logTail =
    nTail + (t2Tail + (t1Tail + (2. * sTail + (uTail + series * (c * z)))));
  const double l = t2 + logTail, lTail = logTail - (l - t2);
  const double h = y * l;
  const double hTail = __builtin_elementwise_fma(y, l, -h) + y * lTail;
  const bool isFar = h > 710. || h < -746.;
  double value = exp_with_tail_f64(h, isFar ? 0. : hTail);
  value = a == 0. ? (y > 0. ? 0. : __builtin_inf()) : value;
  value = a == __builtin_inf() ? (y > 0. ? __builtin_inf() : 0.) : value;
  // A negative base has a power only if the exponent is an integer; it is negative if odd.
  const double size = y < 0. ? -y : y;
  const double whole = size < 0x1p52 ? (size + 0x1p52) - 0x1p52 : size;
  const double half = 0.5 * size;
  const double wholeHalf = half < 0x1p52 ? (half + 0x1p52) - 0x1p52 : half;
  const double negative = wholeHalf == half ? value : -value;
  value = x < 0. ? (whole == size ? negative : __builtin_nan("")) : value;
  value = x != x || y != y ? x + y : value;
  return y == 0. ? 1. : value;
}

INLINE float pow_f32(float x, float y) { return (float)pow_f64((double)x, (double)y); }
