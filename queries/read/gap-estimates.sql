-- What was measured of the gaps of one run (:runID), the best source of each step and λ, by λ and step.
SELECT step, penalty, value, isNaN, standardError, bound, isConverged, source, domain, reading
FROM gapReading WHERE runID = :runID
ORDER BY penalty, step
