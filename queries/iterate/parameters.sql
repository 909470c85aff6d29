-- Both players' parameters of one run (:run) at one step (:step), a row per coordinate.
-- The minimizer first. A step that the store does not keep is played again from its keyframe.
SELECT player, coordinateIndex, value, isNaN
FROM parameters(:run, :step)
