-- Every run with how it stands and its last metrics, newest first.
-- Instants are UTC. A few seeks per run.
SELECT
  id, experiment, name, game, method, seed, status, lastStep, payoff, fieldNorm, dualityGap,
  wallSeconds, datetime(startedAt, 'unixepoch') AS started
FROM runSummary
ORDER BY id DESC
