-- Both players' parameters in one run (:run) from step :first to step :last, a row per coordinate.
-- By step; about 100,000 rows a second. A range of the primary key.
SELECT step, player, coordinateIndex, value, isNaN
FROM coordinate
WHERE runID = :run AND step BETWEEN :first AND :last
ORDER BY step, player = 'maximizer', coordinateIndex
