// The kernels that a SaddleTensor plan replays. One plan is one array of instructions; one call runs
// it. Every instruction computes the same bits on every path (AVX-512, AVX2, generic) and at every
// optimization level, because
//   – each element of a matrix product is one chain of fused multiply-adds over ascending k, or, where
//     `saddle_product_uses_lanes` says so, sixteen such chains joined by a fixed tree;
//   – each sum is one ascending chain, or sixteen chains joined by the same tree;
//   – each element of a convolution is a chain in the order that convolution.h states;
//   – exp, log, tanh, sin, cos and pow are our own, and the compiler may not contract a·b + c by itself.
// The one exception is the payload and sign of a NaN.
#ifndef CSADDLE_KERNELS_H
#define CSADDLE_KERNELS_H
#include <stdbool.h>
#include <stdint.h>

// Scalar types.
enum { SADDLE_FLOAT32 = 0, SADDLE_FLOAT64 = 1 };

// Kernel paths, from the plainest to the widest.
enum { SADDLE_PATH_GENERIC = 0, SADDLE_PATH_AVX2 = 1, SADDLE_PATH_AVX512 = 2, SADDLE_PATH_COUNT };

// What one line of an elementwise program computes from a = left, b = right, s = immediate.
enum {
  SADDLE_ADD, SADDLE_SUBTRACT, SADDLE_MULTIPLY, SADDLE_DIVIDE, SADDLE_MAXIMUM, SADDLE_MINIMUM,
  SADDLE_NEGATE, SADDLE_EXP, SADDLE_LOG, SADDLE_TANH, SADDLE_SIGMOID, SADDLE_SOFTPLUS,
  SADDLE_RELU, SADDLE_STEP, SADDLE_ABS, SADDLE_SIGN, SADDLE_SQRT, SADDLE_RECIPROCAL,
  SADDLE_SQUARE, SADDLE_POWER, SADDLE_SCALE, SADDLE_OFFSET, SADDLE_LEAKY_RELU,
  SADDLE_LEAKY_SLOPE, SADDLE_SIN, SADDLE_COS, SADDLE_RAISE, SADDLE_COPY, SADDLE_CONSTANT,
  SADDLE_EXPAND,
};

// A line: operands and result are memory slots if ≥ 0, and register −(index + 1) if < 0.
// SADDLE_EXPAND reads slot `left` as [outer, inner] and repeats it to [outer, repeats, inner].
typedef struct {
  int32_t operation, result, left, right;
  double immediate;
  int64_t repeats, inner;
} SaddleLine;

// Registers an elementwise program may use, and lines that fit a program without running out.
enum { SADDLE_REGISTER_COUNT = 40, SADDLE_LINE_LIMIT = 40 };

// Instructions, and the meaning of `extent` for each.
enum {
  SADDLE_ELEMENTWISE,  // [lines, count]; `lines` and `memory` hold the program
  SADDLE_PRODUCT,      // [M, N, K, rowStrideA, columnStrideA, rowStrideB, columnStrideB]
  SADDLE_SUM,          // [outer, reduced, inner]: result[o, i] = Σᵣ left[o, r, i]
  SADDLE_GREATEST,     // [outer, reduced, inner]: result[o, i] = maxᵣ left[o, r, i]
  SADDLE_STRIDED_COPY, // [rank, extents…6, resultStrides…6, leftStrides…6]
  SADDLE_MOVE,         // [count]: result = left
  SADDLE_ZERO,         // [count]: result = 0
  SADDLE_CONVOLUTION,        // SaddleWindow in extent: result[n,oh,ow,oc] from left x, right w
  SADDLE_CONVOLUTION_INPUT,  // result x[n,h,w,c] from left w, right y
  SADDLE_CONVOLUTION_KERNEL, // result w[kh,kw,c,oc] from left x, right y
};

enum { SADDLE_RANK_LIMIT = 6, SADDLE_EXTENT_COUNT = 1 + 3 * SADDLE_RANK_LIMIT };

// `parts` is how many pieces the instruction may be computed in, on as many threads: 1 where it is too
// small to pay. Thread t finds its scratch memory at scratch + t·scratchBytes.
typedef struct {
  int32_t operation, type, parts;
  void *result;
  const void *left, *right;
  void *scratch;
  int64_t scratchBytes;
  const SaddleLine *lines;
  void *const *memory;
  int64_t extent[SADDLE_EXTENT_COUNT];
} SaddleInstruction;

// The extents of a convolution over channels-last images, as they stand in `extent`.
typedef struct {
  int64_t batch, height, width, channels;
  int64_t kernelHeight, kernelWidth, outputHeight, outputWidth, outputChannels, stride, padding;
} SaddleWindow;

// Whether this machine can run a path.
bool saddle_path_is_available(int32_t path);

// Runs `count` instructions on one path, which must be available: in order, those of several parts on
// up to `threads` threads, the caller's among them. An element is computed by one thread, in the order
// in which it always is, so the bits do not depend on the number of threads.
enum { SADDLE_THREAD_LIMIT = 64, SADDLE_PART_LIMIT = 1024 };
void saddle_run(int32_t path, const SaddleInstruction *code, int64_t count, int32_t threads);

// The processors that this process may use.
int32_t saddle_processor_count(void);

// The environment variable SADDLEBAG_THREADS, NULL if it is not set.
const char *saddle_threads_variable(void);

// Whether a product is summed in sixteen lanes: one side of the result is at most four wide, and
// the other side's operand is contiguous along k.
enum { SADDLE_LANE_DEPTH = 4096 };  // the largest K of such a product
bool saddle_product_uses_lanes(
  int64_t M, int64_t N, int64_t K, int64_t columnStrideA, int64_t rowStrideB);

// Whether the partial in the image is one chain per pixel (else the windows' products are added).
bool saddle_convolution_gathers(const SaddleWindow *window);

// The images that the partial in the kernel sums over at once.
int64_t saddle_convolution_block(const SaddleWindow *window);

// The bytes of scratch memory that one thread needs for one of a window's partials.
int64_t saddle_convolution_scratch(
  const SaddleWindow *window, int32_t operation, int64_t scalarBytes);

// The elementary functions of the kernels, one number at a time: the same bits.
double saddle_exp(double x);
double saddle_log(double x);
double saddle_tanh(double x);
double saddle_sigmoid(double x);
double saddle_softplus(double x);
double saddle_sin(double x);
double saddle_cos(double x);
double saddle_pow(double x, double exponent);
float saddle_expf(float x);
float saddle_logf(float x);
float saddle_tanhf(float x);
float saddle_sigmoidf(float x);
float saddle_softplusf(float x);
float saddle_sinf(float x);
float saddle_cosf(float x);
float saddle_powf(float x, float exponent);

#endif
