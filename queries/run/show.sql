-- Everything that is fixed about one run (:run is its number), in one row.
-- Instants are UTC. By the primary key.
SELECT
  summary.id, summary.uuid, summary.experiment, summary.name, summary.game, summary.method,
  summary.seed, run.minimizerCount, run.maximizerCount, run.gapDomain, summary.status,
  summary.stepCount, summary.lastStep, summary.wallSeconds,
  datetime(run.startedAt, 'unixepoch') AS started,
  datetime(run.endedAt, 'unixepoch') AS ended,
  datetime(run.heartbeatAt, 'unixepoch') AS lastHeard,
  run.host, run.processID, run.version, run.gitCommit, run.commandLine
FROM runSummary AS summary
JOIN run ON run.id = summary.id
WHERE summary.id = :run
