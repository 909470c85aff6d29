// The four butterflies, written out: a generic loop over the radix is five times slower.

extension MixedRadix.Stage {
  /// Four points: 16 additions and 3 complex products.
  func applyRadix4(from x: SplitPointer, to y: SplitPointer) {
    let s = stride
    let quarter = s * groupCount
    for p in 0..<groupCount {
      let (w1r, w1i) = (twiddleReal[3 * p], twiddleImaginary[3 * p])
      let (w2r, w2i) = (twiddleReal[3 * p + 1], twiddleImaginary[3 * p + 1])
      let (w3r, w3i) = (twiddleReal[3 * p + 2], twiddleImaginary[3 * p + 2])
      let (xr, xi) = (x.real + s * p, x.imaginary + s * p)
      let (yr, yi) = (y.real + 4 * s * p, y.imaginary + 4 * s * p)
      for q in 0..<s {
        let (ar, ai) = (xr[q], xi[q])
        let (br, bi) = (xr[q + quarter], xi[q + quarter])
        let (cr, ci) = (xr[q + 2 * quarter], xi[q + 2 * quarter])
        let (dr, di) = (xr[q + 3 * quarter], xi[q + 3 * quarter])
        let (sumACr, sumACi) = (ar + cr, ai + ci)
        let (differenceACr, differenceACi) = (ar - cr, ai - ci)
        let (sumBDr, sumBDi) = (br + dr, bi + di)
        // −i(b − d)
        let (turnedBDr, turnedBDi) = (bi - di, dr - br)
        yr[q] = sumACr + sumBDr
        yi[q] = sumACi + sumBDi
        let (er, ei) = (differenceACr + turnedBDr, differenceACi + turnedBDi)
        yr[q + s] = er * w1r - ei * w1i
        yi[q + s] = er * w1i + ei * w1r
        let (fr, fi) = (sumACr - sumBDr, sumACi - sumBDi)
        yr[q + 2 * s] = fr * w2r - fi * w2i
        yi[q + 2 * s] = fr * w2i + fi * w2r
        let (gr, gi) = (differenceACr - turnedBDr, differenceACi - turnedBDi)
        yr[q + 3 * s] = gr * w3r - gi * w3i
        yi[q + 3 * s] = gr * w3i + gi * w3r
      }
    }
  }

  /// Two points: (a + b, w(a − b)).
  func applyRadix2(from x: SplitPointer, to y: SplitPointer) {
    let s = stride
    let half = s * groupCount
    for p in 0..<groupCount {
      let (wr, wi) = (twiddleReal[p], twiddleImaginary[p])
      let (xr, xi) = (x.real + s * p, x.imaginary + s * p)
      let (yr, yi) = (y.real + 2 * s * p, y.imaginary + 2 * s * p)
      for q in 0..<s {
        let (ar, ai) = (xr[q], xi[q])
        let (br, bi) = (xr[q + half], xi[q + half])
        yr[q] = ar + br
        yi[q] = ai + bi
        let (dr, di) = (ar - br, ai - bi)
        yr[q + s] = dr * wr - di * wi
        yi[q + s] = dr * wi + di * wr
      }
    }
  }

  /// Three points, through b ± c.
  func applyRadix3(from x: SplitPointer, to y: SplitPointer) {
    let s = stride
    let third = s * groupCount
    let sine60 = 0.866025403784438646763723170752936183
    for p in 0..<groupCount {
      let (w1r, w1i) = (twiddleReal[2 * p], twiddleImaginary[2 * p])
      let (w2r, w2i) = (twiddleReal[2 * p + 1], twiddleImaginary[2 * p + 1])
      let (xr, xi) = (x.real + s * p, x.imaginary + s * p)
      let (yr, yi) = (y.real + 3 * s * p, y.imaginary + 3 * s * p)
      for q in 0..<s {
        let (ar, ai) = (xr[q], xi[q])
        let (br, bi) = (xr[q + third], xi[q + third])
        let (cr, ci) = (xr[q + 2 * third], xi[q + 2 * third])
        let (sumR, sumI) = (br + cr, bi + ci)
        yr[q] = ar + sumR
        yi[q] = ai + sumI
        let (middleR, middleI) = (ar - 0.5 * sumR, ai - 0.5 * sumI)
        // −i sin(60°)(b − c)
        let (turnedR, turnedI) = (sine60 * (bi - ci), sine60 * (cr - br))
        let (er, ei) = (middleR + turnedR, middleI + turnedI)
        yr[q + s] = er * w1r - ei * w1i
        yi[q + s] = er * w1i + ei * w1r
        let (fr, fi) = (middleR - turnedR, middleI - turnedI)
        yr[q + 2 * s] = fr * w2r - fi * w2i
        yi[q + 2 * s] = fr * w2i + fi * w2r
      }
    }
  }

  /// Five points, through b ± e and c ± d.
  func applyRadix5(from x: SplitPointer, to y: SplitPointer) {
    let s = stride
    let fifth = s * groupCount
    let (cosine72, sine72) = (0.309016994374947424102293417, 0.951056516295153572116439333)
    let (cosine144, sine144) = (-0.809016994374947424102293417, 0.587785252292473129168705954)
    for p in 0..<groupCount {
      let (w1r, w1i) = (twiddleReal[4 * p], twiddleImaginary[4 * p])
      let (w2r, w2i) = (twiddleReal[4 * p + 1], twiddleImaginary[4 * p + 1])
      let (w3r, w3i) = (twiddleReal[4 * p + 2], twiddleImaginary[4 * p + 2])
      let (w4r, w4i) = (twiddleReal[4 * p + 3], twiddleImaginary[4 * p + 3])
      let (xr, xi) = (x.real + s * p, x.imaginary + s * p)
      let (yr, yi) = (y.real + 5 * s * p, y.imaginary + 5 * s * p)
      for q in 0..<s {
        let (ar, ai) = (xr[q], xi[q])
        let (br, bi) = (xr[q + fifth], xi[q + fifth])
        let (cr, ci) = (xr[q + 2 * fifth], xi[q + 2 * fifth])
        let (dr, di) = (xr[q + 3 * fifth], xi[q + 3 * fifth])
        let (er, ei) = (xr[q + 4 * fifth], xi[q + 4 * fifth])
        let (sumBEr, sumBEi, minusBEr, minusBEi) = (br + er, bi + ei, br - er, bi - ei)
        let (sumCDr, sumCDi, minusCDr, minusCDi) = (cr + dr, ci + di, cr - dr, ci - di)
        yr[q] = ar + sumBEr + sumCDr
        yi[q] = ai + sumBEi + sumCDi
        let innerR = ar + cosine72 * sumBEr + cosine144 * sumCDr
        let innerI = ai + cosine72 * sumBEi + cosine144 * sumCDi
        let outerR = ar + cosine144 * sumBEr + cosine72 * sumCDr
        let outerI = ai + cosine144 * sumBEi + cosine72 * sumCDi
        // −i times the sine parts
        let innerTurnR = sine72 * minusBEi + sine144 * minusCDi
        let innerTurnI = -(sine72 * minusBEr + sine144 * minusCDr)
        let outerTurnR = sine144 * minusBEi - sine72 * minusCDi
        let outerTurnI = -(sine144 * minusBEr - sine72 * minusCDr)
        let (p1r, p1i) = (innerR + innerTurnR, innerI + innerTurnI)
        yr[q + s] = p1r * w1r - p1i * w1i
        yi[q + s] = p1r * w1i + p1i * w1r
        let (p2r, p2i) = (outerR + outerTurnR, outerI + outerTurnI)
        yr[q + 2 * s] = p2r * w2r - p2i * w2i
        yi[q + 2 * s] = p2r * w2i + p2i * w2r
        let (p3r, p3i) = (outerR - outerTurnR, outerI - outerTurnI)
        yr[q + 3 * s] = p3r * w3r - p3i * w3i
        yi[q + 3 * s] = p3r * w3i + p3i * w3r
        let (p4r, p4i) = (innerR - innerTurnR, innerI - innerTurnI)
        yr[q + 4 * s] = p4r * w4r - p4i * w4i
        yi[q + 4 * s] = p4r * w4i + p4i * w4r
      }
    }
  }
}
