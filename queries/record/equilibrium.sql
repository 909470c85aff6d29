-- Adds an equilibrium that theory knows.
INSERT INTO knownEquilibrium (runID, position, kind, proximalOrder, note, profile)
VALUES (:runID, :position, :kind, :proximalOrder, :note, :profile)
