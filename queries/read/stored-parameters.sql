-- Both players' parameters at one step and the checksum of their bytes. One seek.
SELECT minimizer, maximizer, checksum FROM iterate WHERE runID = :runID AND step = :step
