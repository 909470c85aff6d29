-- Takes out the method's memory at steps whose parameters are gone.
DELETE FROM keyframe
WHERE runID = :runID
  AND step NOT IN (SELECT step FROM iterate WHERE runID = :runID)
