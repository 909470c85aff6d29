#pragma once

#include <zlib.h>

// The initializers of zlib are macros, which Swift does not see.

/// Prepares to read a gzip file, header and checksum included.
static inline int saddlebag_inflate_begin(z_stream *stream) {
  return inflateInit2(stream, 16 + MAX_WBITS);
}

/// Prepares to write a zlib stream, as PNG holds it.
static inline int saddlebag_deflate_begin(z_stream *stream, int level) {
  return deflateInit(stream, level);
}
