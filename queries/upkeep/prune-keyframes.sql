-- Takes out the method's memory of all whole states but the newest, if nothing else of the run is to stay
-- (:every = 0).
DELETE FROM keyframe
WHERE runID = :runID AND :every = 0
  AND step <> (SELECT max(step) FROM keyframe WHERE runID = :runID)
