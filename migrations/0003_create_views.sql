-- How people read the record in plain SQL, with any client: a row per metric, a row per coordinate
-- and a row per run. Views cost nothing until they are asked.

CREATE VIEW metric (runID, step, name, value, isNaN) AS
SELECT runID, step, 'payoff', payoff, nanMask >> 0 & 1 FROM step WHERE payoff IS NOT NULL OR nanMask >> 0 & 1
UNION ALL SELECT runID, step, 'minimizerLoss', minimizerLoss, nanMask >> 1 & 1 FROM step WHERE minimizerLoss IS NOT NULL OR nanMask >> 1 & 1
UNION ALL SELECT runID, step, 'maximizerLoss', maximizerLoss, nanMask >> 2 & 1 FROM step WHERE maximizerLoss IS NOT NULL OR nanMask >> 2 & 1
UNION ALL SELECT runID, step, 'minimizerGradientNorm', minimizerGradientNorm, nanMask >> 3 & 1 FROM step WHERE minimizerGradientNorm IS NOT NULL OR nanMask >> 3 & 1
UNION ALL SELECT runID, step, 'maximizerGradientNorm', maximizerGradientNorm, nanMask >> 4 & 1 FROM step WHERE maximizerGradientNorm IS NOT NULL OR nanMask >> 4 & 1
UNION ALL SELECT runID, step, 'fieldNorm', fieldNorm, nanMask >> 5 & 1 FROM step WHERE fieldNorm IS NOT NULL OR nanMask >> 5 & 1
UNION ALL SELECT runID, step, 'equilibriumDistance', equilibriumDistance, nanMask >> 6 & 1 FROM step WHERE equilibriumDistance IS NOT NULL OR nanMask >> 6 & 1
UNION ALL SELECT runID, step, 'dualityGap', dualityGap, nanMask >> 7 & 1 FROM step WHERE dualityGap IS NOT NULL OR nanMask >> 7 & 1
UNION ALL SELECT runID, step, 'primalGap', primalGap, nanMask >> 8 & 1 FROM step WHERE primalGap IS NOT NULL OR nanMask >> 8 & 1
UNION ALL SELECT runID, step, format('proximalGap(%s)', penalty), value, isNaN FROM proximalGap;

-- Decodes the blobs of `iterate` with nothing but SQL, exactly (but for the sign of −0): hexadecimal
-- digits to a 64-bit word, the word to sign, exponent and fraction. NaN reads as NULL. It takes
-- 20 to 50 µs per value: right for small games, while large ones are better read as blobs.
CREATE VIEW coordinate (runID, step, player, coordinate, value) AS
WITH RECURSIVE place (i) AS (
  SELECT 0 WHERE EXISTS (SELECT 1 FROM run)
  UNION ALL
  SELECT i + 1 FROM place
  WHERE i + 1 < (SELECT max(max(minimizerCount, maximizerCount)) FROM run)
)
SELECT runID, step, player, i,
  CASE
    WHEN u >> 52 & 2047 = 2047 THEN
      CASE WHEN u & 4503599627370495 THEN NULL WHEN u < 0 THEN -9e999 ELSE 9e999 END
    WHEN u >> 52 & 2047 = 0 THEN
      iif(u < 0, -1.0, 1.0) * (u & 4503599627370495) * pow(2.0, -1074)
    ELSE
      iif(u < 0, -1.0, 1.0) * (u & 4503599627370495 | 4503599627370496)
      * pow(2.0, (u >> 52 & 2047) - 1075)
  END
FROM (
  SELECT runID, step, player, i,
    ((instr('123456789ABCDEF', substr(h, 1, 1)) << 4 | instr('123456789ABCDEF', substr(h, 2, 1))) << 0)
      | ((instr('123456789ABCDEF', substr(h, 3, 1)) << 4 | instr('123456789ABCDEF', substr(h, 4, 1))) << 8)
      | ((instr('123456789ABCDEF', substr(h, 5, 1)) << 4 | instr('123456789ABCDEF', substr(h, 6, 1))) << 16)
      | ((instr('123456789ABCDEF', substr(h, 7, 1)) << 4 | instr('123456789ABCDEF', substr(h, 8, 1))) << 24)
      | ((instr('123456789ABCDEF', substr(h, 9, 1)) << 4 | instr('123456789ABCDEF', substr(h, 10, 1))) << 32)
      | ((instr('123456789ABCDEF', substr(h, 11, 1)) << 4 | instr('123456789ABCDEF', substr(h, 12, 1))) << 40)
      | ((instr('123456789ABCDEF', substr(h, 13, 1)) << 4 | instr('123456789ABCDEF', substr(h, 14, 1))) << 48)
      | ((instr('123456789ABCDEF', substr(h, 15, 1)) << 4 | instr('123456789ABCDEF', substr(h, 16, 1))) << 56) AS u
  FROM (
    SELECT runID, step, 'minimizer' AS player, i, hex(substr(minimizer, 8 * i + 1, 8)) AS h
    FROM iterate JOIN place ON i < length(minimizer) / 8
    UNION ALL
    SELECT runID, step, 'maximizer', i, hex(substr(maximizer, 8 * i + 1, 8))
    FROM iterate JOIN place ON i < length(maximizer) / 8
  )
);

-- A run is crashed if it said no outcome and its heartbeat is older than a minute; on the machine
-- that recorded it, Saddlebag itself asks whether the process lives and knows at once.
CREATE VIEW runSummary AS
SELECT
  run.id,
  run.uuid,
  experiment.name AS experiment,
  run.name,
  run.game,
  run.method,
  run.seed,
  coalesce(
    run.outcome, iif(unixepoch() - run.heartbeatAt > 60, 'crashed', 'running')
  ) AS status,
  last.step AS lastStep,
  last.wallSeconds,
  last.payoff,
  last.fieldNorm,
  last.equilibriumDistance,
  last.dualityGap,
  last.primalGap,
  run.startedAt,
  run.endedAt
FROM run
JOIN experiment ON experiment.id = run.experimentID
LEFT JOIN step AS last
  ON last.runID = run.id AND last.step = (SELECT max(step) FROM step WHERE runID = run.id);
