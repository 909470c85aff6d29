-- A built-in metric's envelope for plots: least and greatest payoff, field norm and gap in :buckets parts.
-- Of one run (:run), by part; no spike is lost, however long it is. One pass over the run.
WITH span (first, width) AS (
  SELECT
    (SELECT min(step) FROM step WHERE runID = :run),
    ((SELECT max(step) FROM step WHERE runID = :run)
      - (SELECT min(step) FROM step WHERE runID = :run)) / :buckets + 1
)
SELECT
  first + (step - first) / width * width AS fromStep,
  min(payoff) AS leastPayoff, max(payoff) AS greatestPayoff,
  min(fieldNorm) AS leastFieldNorm, max(fieldNorm) AS greatestFieldNorm,
  min(dualityGap) AS leastDualityGap, max(dualityGap) AS greatestDualityGap
FROM step, span
WHERE runID = :run
GROUP BY (step - first) / width
ORDER BY fromStep
