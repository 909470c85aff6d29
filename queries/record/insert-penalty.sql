-- One λ whose proximal gap is recorded.
INSERT INTO proximalPenalty (runID, ordinal, penalty, metricName)
VALUES (:runID, :ordinal, :penalty, :metricName)
