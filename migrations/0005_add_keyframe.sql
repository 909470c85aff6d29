-- Networks have too many parameters to keep every step's. A run now says how much it keeps
-- (`parameterPolicy`: raw, keyframes:K or off) and in which floats; a keyframe is the method's memory
-- at a step whose parameters stand in `iterate`, from which any later step can be played again; and
-- every step carries a 64-bit digest of the whole state, which proves that it was played to the same
-- bits. A `checksum` beside a BLOB is that digest of its bytes, by which damage is found.

ALTER TABLE run ADD COLUMN parameterPolicy TEXT NOT NULL DEFAULT 'raw';
ALTER TABLE run ADD COLUMN parameterFormat TEXT NOT NULL DEFAULT 'float64'
  CHECK (parameterFormat IN ('float64', 'float32'));

ALTER TABLE step ADD COLUMN digest INTEGER;

ALTER TABLE iterate ADD COLUMN checksum INTEGER;

CREATE TABLE keyframe (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  checksum INTEGER NOT NULL,
  methodMemory BLOB NOT NULL,
  PRIMARY KEY (runID, step)
) STRICT, WITHOUT ROWID;

DROP VIEW coordinate;

-- One row per parameter: the eight or four little-endian bytes of each float, put together again into
-- ±mantissa·2^exponent, which is exact for every finite one. `json_each` over an array of as many zeros
-- counts the coordinates; a byte is its place among the bytes 1 to 255, which `instr` finds, or 0.
-- (In SQLite & | << >> have one precedence, hence the parentheses.)
CREATE VIEW coordinate (runID, step, player, coordinateIndex, value, isNaN) AS
WITH
octet (alphabet) AS (
  SELECT CAST(
    x'0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'
    || x'202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f'
    || x'404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f'
    || x'606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f'
    || x'808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f'
    || x'a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebf'
    || x'c0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedf'
    || x'e0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff'
    AS BLOB)
),
vector (runID, step, player, width, data) AS (
  SELECT iterate.runID, iterate.step, 'minimizer',
    iif(run.parameterFormat = 'float32', 4, 8), iterate.minimizer
  FROM iterate JOIN run ON run.id = iterate.runID
  UNION ALL
  SELECT iterate.runID, iterate.step, 'maximizer',
    iif(run.parameterFormat = 'float32', 4, 8), iterate.maximizer
  FROM iterate JOIN run ON run.id = iterate.runID
),
word (runID, step, player, width, coordinateIndex, bits) AS (
  SELECT runID, step, player, width, key, substr(data, width * key + 1, width)
  FROM vector, json_each(
    '[' || substr(replace(hex(zeroblob(length(data) / width)), '00', ',0'), 2) || ']')
),
part (runID, step, player, width, coordinateIndex, highest, high, low) AS (
  SELECT runID, step, player, width, coordinateIndex,
    instr(alphabet, substr(bits, width, 1)),
    instr(alphabet, substr(bits, width - 1, 1)),
    iif(width = 4, 0,
      (instr(alphabet, substr(bits, 6, 1)) << 40)
        | (instr(alphabet, substr(bits, 5, 1)) << 32)
        | (instr(alphabet, substr(bits, 4, 1)) << 24)
        | (instr(alphabet, substr(bits, 3, 1)) << 16))
      | (instr(alphabet, substr(bits, 2, 1)) << 8)
      | instr(alphabet, substr(bits, 1, 1))
  FROM word, octet
),
field (
  runID, step, player, width, coordinateIndex, sign, exponent, fraction
) AS (
  SELECT runID, step, player, width, coordinateIndex,
    1.0 - 2 * (highest >> 7),
    iif(width = 4,
      ((highest & 127) << 1) | (high >> 7),
      ((highest & 127) << 4) | (high >> 4)),
    iif(width = 4, ((high & 127) << 16) | low, ((high & 15) << 48) | low)
  FROM part
)
SELECT runID, step, player, coordinateIndex,
  CASE
    WHEN exponent < iif(width = 4, 255, 2047)
    THEN sign * (fraction | ((exponent > 0) << iif(width = 4, 23, 52)))
      * pow(2.0, max(exponent, 1) - iif(width = 4, 150, 1075))
    WHEN fraction = 0 THEN sign * 9e999
  END,
  exponent = iif(width = 4, 255, 2047) AND fraction <> 0
FROM field;
