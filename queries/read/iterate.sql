-- The first :byteCount bytes of both players' parameters at one step. One seek.
SELECT substr(minimizer, 1, :byteCount), substr(maximizer, 1, :byteCount)
FROM iterate WHERE runID = :runID AND step = :step
