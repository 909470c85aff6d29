-- Leaves out the keyframes of all steps before one, of a run that keeps the newest only.
DELETE FROM keyframe WHERE runID = :runID AND step < :step
