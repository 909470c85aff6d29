-- Pearson's correlation of two metrics (:one, :other) of one run (:run) over the steps that have both.
-- One row; two ranges of the primary key.
SELECT count(*) AS points, correlation(one.value, other.value) AS correlation
FROM metric AS one
JOIN (SELECT step, value FROM metric WHERE runID = :run AND name = :other) AS other
  ON other.step = one.step
WHERE one.runID = :run AND one.name = :one
  AND abs(one.value) < 9e999 AND abs(other.value) < 9e999
