-- What bounded a gap's search, without which its value cannot be read, and path angles, which
-- `saddlebag local --from` used to print alone. NULL: measured before this was recorded.

ALTER TABLE gapEstimate ADD COLUMN isAtEdge INTEGER;
ALTER TABLE gapEstimate ADD COLUMN evaluationCount INTEGER;
ALTER TABLE gapEstimate ADD COLUMN isLimited INTEGER;

-- The path angle from one step to another (Berard et al. 2020): α = 0 is `fromStep`, α = 1 is `toStep`.
CREATE TABLE pathAngle (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  fromStep INTEGER NOT NULL,
  toStep INTEGER NOT NULL,
  alpha REAL NOT NULL,
  cosine REAL,
  fieldNorm REAL,
  PRIMARY KEY (runID, fromStep, toStep, alpha)
) STRICT, WITHOUT ROWID;

DROP VIEW gapReading;

-- One row per step and λ: the best of what was measured there, closed forms first, then perturbed
-- searches, with a reading in words.
CREATE VIEW gapReading AS
SELECT
  runID, step, penalty, metricName, value, isNaN, standardError, bound, isConverged, source, domain,
  CASE
    WHEN isNaN THEN 'the gap could not be measured: the search met numbers that are not finite'
    ELSE
      CASE
        WHEN penalty = 0 THEN 'distance from the best minimax play '
        WHEN penalty > 1e308 THEN 'distance from a Nash equilibrium '
        ELSE printf('distance from a %g-proximal equilibrium ', penalty)
      END
      || CASE bound WHEN 'exact' THEN '= ' WHEN 'lower' THEN '>= ' ELSE 'about ' END
      || printf('%.4g', value)
      || CASE WHEN standardError IS NULL THEN '' ELSE printf(' +- %.2g', standardError) END
      || CASE
        WHEN isConverged THEN ''
        WHEN isLimited THEN ', and a limit ended the search before it converged'
        ELSE ', and the search had not converged'
      END
      || CASE WHEN isAtEdge THEN ', at the edge of the domain: a larger one may hold more' ELSE '' END
  END AS reading
FROM (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY runID, step, penalty
      ORDER BY source = 'closedForm' DESC, source = 'perturbedSearch' DESC, measuredAt DESC
    ) AS place
  FROM gapEstimate)
WHERE place = 1;
