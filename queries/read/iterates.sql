-- Both players' parameters at every :stride-th step from :first, and at the step :last, by step.
-- Columns are read by position. A range of the primary key.
SELECT step, minimizer, maximizer
FROM iterate
WHERE runID = :runID AND step BETWEEN :first AND :last
  AND ((step - :first) % :stride = 0 OR step = :last)
ORDER BY step
