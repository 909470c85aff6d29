-- The alerts of a run, by step. A range of the primary key.
SELECT kind, step, sinceStep, confidence, period, evidence, clearedStep
FROM alert WHERE runID = :runID ORDER BY step, kind
