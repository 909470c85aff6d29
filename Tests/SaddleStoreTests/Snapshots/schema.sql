CREATE TABLE experiment (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  createdAt REAL NOT NULL
) STRICT;

CREATE TABLE run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  experimentID INTEGER NOT NULL REFERENCES experiment (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  game TEXT NOT NULL,
  method TEXT NOT NULL,
  seed INTEGER NOT NULL,
  minimizerCount INTEGER NOT NULL CHECK (minimizerCount >= 0),
  maximizerCount INTEGER NOT NULL CHECK (maximizerCount >= 0),
  gapDomain TEXT,
  host TEXT NOT NULL,
  processID INTEGER NOT NULL,
  bootID TEXT NOT NULL,
  version TEXT NOT NULL,
  gitCommit TEXT,
  commandLine TEXT NOT NULL,
  startedAt REAL NOT NULL,
  heartbeatAt REAL NOT NULL,
  endedAt REAL,
  outcome TEXT
    CHECK (outcome IN ('converged', 'stepLimit', 'diverged', 'nonfinite', 'interrupted')),
  sessionCount INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE sqlite_sequence(name,seq);

CREATE INDEX runByExperiment ON run (experimentID);

CREATE INDEX runByName ON run (name);

CREATE TABLE runParameter (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  scope TEXT NOT NULL CHECK (scope IN ('game', 'method', 'training')),
  name TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  value TEXT NOT NULL,
  number REAL GENERATED ALWAYS AS (
    CASE WHEN value = CAST(value AS NUMERIC) THEN CAST(value AS REAL) END) VIRTUAL,
  PRIMARY KEY (runID, scope, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE knownEquilibrium (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  proximalOrder REAL,
  note TEXT NOT NULL,
  profile TEXT NOT NULL,
  PRIMARY KEY (runID, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE proximalPenalty (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  penalty REAL NOT NULL,
  metricName TEXT NOT NULL,
  PRIMARY KEY (runID, ordinal),
  UNIQUE (runID, penalty)
) STRICT, WITHOUT ROWID;

CREATE TABLE step (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  wallSeconds REAL NOT NULL,
  nanMask INTEGER NOT NULL,
  payoff REAL,
  minimizerLoss REAL,
  maximizerLoss REAL,
  minimizerGradientNorm REAL,
  maximizerGradientNorm REAL,
  fieldNorm REAL,
  equilibriumDistance REAL,
  dualityGap REAL,
  primalGap REAL,
  PRIMARY KEY (runID, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE proximalGap (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  penalty REAL NOT NULL,
  value REAL,
  isNaN INTEGER NOT NULL,
  PRIMARY KEY (runID, step, penalty)
) STRICT, WITHOUT ROWID;

CREATE TABLE iterate (
  runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  minimizer BLOB NOT NULL,
  maximizer BLOB NOT NULL,
  PRIMARY KEY (runID, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
  runID INTEGER PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  methodMemory BLOB NOT NULL
) STRICT;

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

CREATE VIEW coordinate (runID, step, player, coordinateIndex, value, isNaN) AS
WITH
octet (alphabet) AS (
  SELECT x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff'
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
    instr(alphabet, substr(bits, 8, 1)) - 1,
    instr(alphabet, substr(bits, 7, 1)) - 1,
    ((instr(alphabet, substr(bits, 6, 1)) - 1) << 40)
      | ((instr(alphabet, substr(bits, 5, 1)) - 1) << 32)
      | ((instr(alphabet, substr(bits, 4, 1)) - 1) << 24)
      | ((instr(alphabet, substr(bits, 3, 1)) - 1) << 16)
      | ((instr(alphabet, substr(bits, 2, 1)) - 1) << 8)
      | (instr(alphabet, substr(bits, 1, 1)) - 1)
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
