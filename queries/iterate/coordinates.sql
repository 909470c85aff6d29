-- Both players' parameters in one run (:run) from step :first to step :last, a row per coordinate.
-- By step. Steps that the store does not keep are played again from their keyframes.
SELECT step.step, z.player, z.coordinateIndex, z.value, z.isNaN
FROM step JOIN parameters(step.runID, step.step) AS z
WHERE step.runID = :run AND step.step BETWEEN :first AND :last
ORDER BY step.step, z.player = 'maximizer', z.coordinateIndex
