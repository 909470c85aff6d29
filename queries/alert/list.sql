-- Every alert, newest run first, and within a run by step.
-- Taken back where clearedStep is a step. A scan of the alerts, which are few.
SELECT
  alert.runID, run.name, run.game, run.method, alert.kind, alert.step, alert.sinceStep,
  alert.confidence, alert.period, alert.clearedStep, alert.evidence
FROM alert
JOIN run ON run.id = alert.runID
ORDER BY alert.runID DESC, alert.step, alert.kind
