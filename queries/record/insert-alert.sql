-- What was noticed at a step; nothing if the run has this alert already.
INSERT OR IGNORE INTO alert (
  runID, kind, step, sinceStep, confidence, period, evidence, raisedAt)
VALUES (:runID, :kind, :step, :sinceStep, :confidence, :period, :evidence, :now)
