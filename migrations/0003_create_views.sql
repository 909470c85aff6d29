-- What people ask for most, in plain SQL that every client runs without an extension: a run in one
-- row, a metric as (step, value), a parameter vector as numbers.

-- One row per measured metric and step. `value` is NULL exactly where `isNaN` is 1. The unary plus
-- takes the affinity off two columns: SQLite merges the arms into the outer query, and so answers
-- `ORDER BY step LIMIT n` without reading a whole run, only if a column has one affinity in all.
CREATE VIEW metric (runID, step, name, value, isNaN) AS
SELECT runID, step, 'payoff', payoff, nanMask & 1
FROM step WHERE payoff IS NOT NULL OR nanMask & 1
UNION ALL
SELECT runID, step, 'minimizerLoss', minimizerLoss, nanMask >> 1 & 1
FROM step WHERE minimizerLoss IS NOT NULL OR nanMask & 2
UNION ALL
SELECT runID, step, 'maximizerLoss', maximizerLoss, nanMask >> 2 & 1
FROM step WHERE maximizerLoss IS NOT NULL OR nanMask & 4
UNION ALL
SELECT runID, step, 'minimizerGradientNorm', minimizerGradientNorm, nanMask >> 3 & 1
FROM step WHERE minimizerGradientNorm IS NOT NULL OR nanMask & 8
UNION ALL
SELECT runID, step, 'maximizerGradientNorm', maximizerGradientNorm, nanMask >> 4 & 1
FROM step WHERE maximizerGradientNorm IS NOT NULL OR nanMask & 16
UNION ALL
SELECT runID, step, 'fieldNorm', fieldNorm, nanMask >> 5 & 1
FROM step WHERE fieldNorm IS NOT NULL OR nanMask & 32
UNION ALL
SELECT runID, step, 'equilibriumDistance', equilibriumDistance, nanMask >> 6 & 1
FROM step WHERE equilibriumDistance IS NOT NULL OR nanMask & 64
UNION ALL
SELECT runID, step, 'dualityGap', dualityGap, nanMask >> 7 & 1
FROM step WHERE dualityGap IS NOT NULL OR nanMask & 128
UNION ALL
SELECT runID, step, 'primalGap', primalGap, nanMask >> 8 & 1
FROM step WHERE primalGap IS NOT NULL OR nanMask & 256
UNION ALL
SELECT gap.runID, gap.step, +declared.metricName, gap.value, +gap.isNaN
FROM proximalGap AS gap
JOIN proximalPenalty AS declared
  ON declared.runID = gap.runID AND declared.penalty = gap.penalty;

-- One row per parameter: the eight bytes of each little-endian double, put together again into
-- ±mantissa·2^(exponent − 1075), which is exact for every finite double. `json_each` over an array
-- of as many zeros counts the coordinates; a byte is its place among the bytes 1 to 255, which
-- `instr` finds, or 0. (In SQLite & | << >> have one precedence, hence the parentheses.)
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
vector (runID, step, player, data) AS (
  SELECT runID, step, 'minimizer', minimizer FROM iterate
  UNION ALL
  SELECT runID, step, 'maximizer', maximizer FROM iterate
),
word (runID, step, player, coordinateIndex, bits) AS (
  SELECT runID, step, player, key, substr(data, 8 * key + 1, 8)
  FROM vector, json_each(
    '[' || substr(replace(hex(zeroblob(length(data) / 8)), '00', ',0'), 2) || ']')
),
part (runID, step, player, coordinateIndex, highest, high, low) AS (
  SELECT runID, step, player, coordinateIndex,
    instr(alphabet, substr(bits, 8, 1)),
    instr(alphabet, substr(bits, 7, 1)),
    (instr(alphabet, substr(bits, 6, 1)) << 40)
      | (instr(alphabet, substr(bits, 5, 1)) << 32)
      | (instr(alphabet, substr(bits, 4, 1)) << 24)
      | (instr(alphabet, substr(bits, 3, 1)) << 16)
      | (instr(alphabet, substr(bits, 2, 1)) << 8)
      | instr(alphabet, substr(bits, 1, 1))
  FROM word, octet
),
field (runID, step, player, coordinateIndex, sign, exponent, fraction) AS (
  SELECT runID, step, player, coordinateIndex,
    1.0 - 2 * (highest >> 7),
    ((highest & 127) << 4) | (high >> 4),
    ((high & 15) << 48) | low
  FROM part
)
SELECT runID, step, player, coordinateIndex,
  CASE
    WHEN exponent < 2047
    THEN sign * (fraction | ((exponent > 0) << 52)) * pow(2.0, max(exponent, 1) - 1075)
    WHEN fraction = 0 THEN sign * 9e999
  END,
  exponent = 2047 AND fraction <> 0
FROM field;

-- One row per run. `status` is the outcome's word, or `running`, or `crashed` once the recorder has
-- been silent for a minute. Steps are contiguous, so two seeks count them.
CREATE VIEW runSummary AS
SELECT
  run.id,
  run.uuid,
  experiment.name AS experiment,
  run.name,
  run.game,
  run.method,
  run.seed,
  CASE
    WHEN run.outcome IS NOT NULL THEN run.outcome
    WHEN run.processID = 0 OR strftime('%s', 'now') - run.heartbeatAt > 60 THEN 'crashed'
    ELSE 'running'
  END AS status,
  coalesce(last.step - first.step + 1, 0) AS stepCount,
  last.step AS lastStep,
  last.wallSeconds,
  last.payoff,
  last.fieldNorm,
  last.equilibriumDistance,
  last.dualityGap,
  run.startedAt,
  run.endedAt
FROM run
JOIN experiment ON experiment.id = run.experimentID
LEFT JOIN step AS last
  ON last.runID = run.id AND last.step = (SELECT max(step) FROM step WHERE runID = run.id)
LEFT JOIN step AS first
  ON first.runID = run.id AND first.step = (SELECT min(step) FROM step WHERE runID = run.id);
