-- Every coordinate of both players of run :run at step :step, x then y.
SELECT player, coordinate, value
FROM coordinate
WHERE runID = :run AND step = :step
ORDER BY player DESC, coordinate
