-- The step of the newest recorded state of a run at or before a step. One seek.
SELECT step FROM keyframe WHERE runID = :runID AND step <= :step ORDER BY step DESC LIMIT 1
