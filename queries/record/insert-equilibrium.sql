-- One equilibrium that theory knows.
INSERT INTO knownEquilibrium (runID, ordinal, kind, proximalOrder, note, profile)
VALUES (:runID, :ordinal, :kind, :proximalOrder, :note, :profile)
