-- Keeps the least eigenvalue of S_λ at one step; it takes the place of an older one.
INSERT OR REPLACE INTO proximalCurvature (runID, step, penalty, least, residual)
VALUES (:runID, :step, :penalty, :least, :residual)
