// The path of x86-64 machines with AVX2 and FMA (Haswell 2013, Zen 2017, and later).
#include "paths.h"
#if defined(__x86_64__)
#pragma STDC FP_CONTRACT OFF
#pragma clang diagnostic ignored "-Wpass-failed"
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define PATH_FN(name) name##_avx2
#define VECTOR_BYTES 32
#define TILE_ROWS 6
#include "path.h"
#pragma clang attribute pop
#endif
