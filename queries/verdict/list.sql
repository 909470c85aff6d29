-- Every recorded verdict, newest run first.
-- Instants are UTC. A scan of the verdicts, which are few.
SELECT
  verdict.runID, run.name, run.game, run.method, verdict.players, verdict.fromStep,
  verdict.lastStep, verdict.kind, verdict.confidence, verdict.sinceStep, verdict.period,
  verdict.rate, verdict.source, verdict.evidence, verdict.theory, verdict.suggestion,
  datetime(verdict.judgedAt, 'unixepoch') AS judged
FROM verdict
JOIN run ON run.id = verdict.runID
ORDER BY verdict.runID DESC, verdict.players, verdict.fromStep
