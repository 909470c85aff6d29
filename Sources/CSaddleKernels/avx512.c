// The path of x86-64 machines with AVX-512 (Skylake-X 2017, Zen 4 2022, and later).
#include "paths.h"
#if defined(__x86_64__)
#pragma STDC FP_CONTRACT OFF
#pragma clang diagnostic ignored "-Wpass-failed"
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma"))), apply_to = function)
#pragma clang attribute push(__attribute__((min_vector_width(512))), apply_to = function)
#define PATH_FN(name) name##_avx512
#define VECTOR_BYTES 64
#define TILE_ROWS 12
#include "path.h"
#pragma clang attribute pop
#pragma clang attribute pop
#endif
