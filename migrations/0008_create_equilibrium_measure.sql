-- How far a step is from each kind of equilibrium, and which kind it is: what `saddlebag gaps` and
-- `saddlebag local` find, with everything that says how far to trust it. Measuring a step again in the
-- same way replaces the row. λ = ∞ is stored as such (9e999). What searches left open stands in the row,
-- not in a log: bound, residuals, the numbers of steps that would have given other values.

CREATE TABLE gapEstimate (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  penalty REAL NOT NULL CHECK (penalty >= 0),
  source TEXT NOT NULL CHECK (source IN ('closedForm', 'localSearch', 'perturbedSearch')),
  domain TEXT NOT NULL,
  metricName TEXT NOT NULL,
  value REAL,
  isNaN INTEGER NOT NULL,
  standardError REAL,
  bound TEXT NOT NULL CHECK (bound IN ('exact', 'lower', 'approximate')),
  isConverged INTEGER NOT NULL,
  upperValue REAL,
  lowerValue REAL,
  innerSteps INTEGER NOT NULL,
  perturbations TEXT NOT NULL,
  sweep TEXT NOT NULL,
  maximizerResidual REAL,
  minimizerResidual REAL,
  proximalResidual REAL,
  norm TEXT NOT NULL,
  data TEXT NOT NULL,
  seconds REAL NOT NULL,
  measuredAt REAL NOT NULL,
  PRIMARY KEY (runID, step, penalty, source, domain)
) STRICT, WITHOUT ROWID;

CREATE TABLE localAnalysis (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind IN (
      'strictLocalNash', 'weakLocalNash', 'localMinimax', 'localMaximin', 'stableOnly',
      'stationary', 'notCritical')),
  sentence TEXT NOT NULL,
  uncertainties TEXT NOT NULL,
  fieldNorm REAL,
  minimizerGradientNorm REAL,
  maximizerGradientNorm REAL,
  naturalResidual REAL,
  minimizerLeast REAL,
  minimizerLeastResidual REAL,
  minimizerGreatest REAL,
  maximizerLeast REAL,
  maximizerGreatest REAL,
  maximizerGreatestResidual REAL,
  minimaxCurvature REAL,
  maximinCurvature REAL,
  proximalOrder REAL,
  proximalOrderError REAL,
  leastReal REAL,
  greatestMagnitude REAL,
  greatestTurn REAL,
  rotationShare REAL,
  rotationShareError REAL,
  largestStepSize REAL,
  stabilizingRatio REAL,
  freeMinimizerCount INTEGER NOT NULL,
  freeMaximizerCount INTEGER NOT NULL,
  norm TEXT NOT NULL,
  solver TEXT NOT NULL CHECK (solver IN ('dense', 'matrixFree')),
  productCount INTEGER NOT NULL,
  isConverged INTEGER NOT NULL,
  data TEXT NOT NULL,
  seconds REAL NOT NULL,
  measuredAt REAL NOT NULL,
  PRIMARY KEY (runID, step)
) STRICT, WITHOUT ROWID;

-- The least eigenvalue of S_λ for each λ that was asked for; NULL where λM − f_yy is not positive.
CREATE TABLE proximalCurvature (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  penalty REAL NOT NULL CHECK (penalty >= 0),
  least REAL,
  residual REAL,
  PRIMARY KEY (runID, step, penalty)
) STRICT, WITHOUT ROWID;

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
      || CASE WHEN isConverged THEN '' ELSE ', and the search had not converged' END
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
