-- Adds a parameter to a run's description.
INSERT INTO runParameter (runID, scope, position, name, value)
VALUES (:runID, :scope, :position, :name, :value)
