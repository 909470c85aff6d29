-- The deltas of one step and the checksum of the parameters that they stand for. One seek.
SELECT minimizer, maximizer, checksum FROM iterateDelta WHERE runID = :runID AND step = :step
