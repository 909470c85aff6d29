-- The runs that did not say how they ended, with the seconds since they were last heard of, by run.
-- A few seeks per run.
SELECT
  summary.id, summary.name, summary.status, summary.lastStep,
  round(unixepoch('now') - run.heartbeatAt) AS silentSeconds, run.host, run.processID
FROM runSummary AS summary
JOIN run ON run.id = summary.id
WHERE run.outcome IS NULL
ORDER BY summary.id
