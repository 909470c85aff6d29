-- The steps after which a run (:runID) was gone on with, in order; by the primary key.
SELECT step FROM resumption WHERE runID = :runID ORDER BY session
