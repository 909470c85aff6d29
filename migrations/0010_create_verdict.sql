-- What a run does, in one word with its numbers, and what was noticed while it ran: so that lists,
-- filters and reports can ask for the runs that cycle without reading a step. A verdict belongs to a
-- player or both and to the step from which it was asked; asking again replaces it. What only few
-- readers want stands in `details`.

CREATE TABLE verdict (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  players TEXT NOT NULL CHECK (players IN ('both', 'minimizer', 'maximizer')),
  fromStep INTEGER NOT NULL CHECK (fromStep >= 0),
  lastStep INTEGER,
  stride INTEGER NOT NULL CHECK (stride >= 1),
  source TEXT NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind IN (
      'converged', 'converging', 'cycling', 'quasiPeriodic', 'chaotic', 'diverging', 'drifting',
      'stationaryNoise', 'undetermined')),
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  sinceStep INTEGER NOT NULL,
  period REAL,
  periodError REAL,
  amplitude REAL,
  growthPerTurn REAL,
  trend TEXT CHECK (trend IN ('growing', 'steady', 'decaying')),
  waveform TEXT CHECK (waveform IN ('harmonic', 'relaxation', 'subharmonic', 'mixed')),
  rate REAL,
  power REAL,
  noiseLevel REAL,
  lyapunovExponent REAL,
  stepsToTolerance REAL,
  blowUpStep INTEGER,
  stepsToDecide INTEGER,
  predictedRate REAL,
  predictedPeriod REAL,
  evidence TEXT NOT NULL,
  theory TEXT,
  suggestion TEXT,
  details TEXT NOT NULL,
  version TEXT NOT NULL,
  judgedAt REAL NOT NULL,
  PRIMARY KEY (runID, players, fromStep)
) STRICT, WITHOUT ROWID;

-- Written in the transaction of the step at which it was noticed, so that it is durable with it.
CREATE TABLE alert (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('cycle', 'diverging')),
  step INTEGER NOT NULL,
  sinceStep INTEGER NOT NULL,
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  period REAL,
  evidence TEXT NOT NULL,
  raisedAt REAL NOT NULL,
  clearedStep INTEGER,
  PRIMARY KEY (runID, kind, step)
) STRICT, WITHOUT ROWID;

-- One row per run that was judged: its newest verdict on both players, of equally new ones that on
-- the most steps.
CREATE VIEW runVerdict AS
SELECT
  runID, kind, confidence, sinceStep, fromStep, lastStep, source, period, periodError, amplitude,
  growthPerTurn, trend, waveform, rate, power, noiseLevel, lyapunovExponent, stepsToTolerance,
  blowUpStep, stepsToDecide, predictedRate, predictedPeriod, evidence, theory, suggestion, judgedAt
FROM (
  SELECT
    *,
    row_number() OVER (PARTITION BY runID ORDER BY judgedAt DESC, fromStep) AS place
  FROM verdict WHERE players = 'both')
WHERE place = 1;
