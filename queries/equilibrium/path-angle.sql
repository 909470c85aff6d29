-- The path angles of one run (:run): the cosine between the line from one step to another and v on it.
-- By steps and α. A range of the primary key.
SELECT fromStep, toStep, alpha, cosine, fieldNorm
FROM pathAngle
WHERE runID = :run
ORDER BY fromStep, toStep, alpha
