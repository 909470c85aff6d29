-- Every run: what it was and how it stands, by number. Uses the primary key of `step` once per run.
SELECT id, name, experiment, game, method, seed, status, lastStep, payoff, fieldNorm,
  equilibriumDistance, dualityGap, datetime(startedAt, 'unixepoch') AS startedAt
FROM runSummary
ORDER BY id
