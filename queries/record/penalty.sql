-- Adds a λ whose proximal gap a run records.
INSERT INTO runPenalty (runID, position, penalty) VALUES (:runID, :position, :penalty)
