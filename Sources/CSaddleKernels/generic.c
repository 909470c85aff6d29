// The path every machine can run: SSE2 on x86-64, NEON on arm64.
#include "paths.h"
#pragma STDC FP_CONTRACT OFF
#pragma clang diagnostic ignored "-Wpass-failed"
#define PATH_FN(name) name##_generic
#define VECTOR_BYTES 16
#define TILE_ROWS 6
#include "path.h"

double saddle_exp(double x) { return exp_f64(x); }
double saddle_log(double x) { return log_f64(x); }
double saddle_tanh(double x) { return tanh_f64(x); }
double saddle_sigmoid(double x) { return sigmoid_f64(x); }
double saddle_softplus(double x) { return softplus_f64(x); }
double saddle_sin(double x) { return sin_f64(x); }
double saddle_cos(double x) { return cos_f64(x); }
double saddle_pow(double x, double exponent) { return pow_f64(x, exponent); }
float saddle_expf(float x) { return exp_f32(x); }
float saddle_logf(float x) { return log_f32(x); }
float saddle_tanhf(float x) { return tanh_f32(x); }
float saddle_sigmoidf(float x) { return sigmoid_f32(x); }
float saddle_softplusf(float x) { return softplus_f32(x); }
float saddle_sinf(float x) { return sin_f32(x); }
float saddle_cosf(float x) { return cos_f32(x); }
float saddle_powf(float x, float exponent) { return pow_f32(x, exponent); }
