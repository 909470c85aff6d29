-- The runs that began in the last :days days with how they stand, newest first.
-- A few seeks per run.
SELECT
  id, experiment, name, game, method, status, lastStep, dualityGap,
  datetime(startedAt, 'unixepoch') AS started
FROM runSummary
WHERE startedAt > unixepoch('now') - 86400.0 * :days
ORDER BY startedAt DESC, id DESC
