-- One setting of a run.
INSERT INTO runParameter (runID, scope, name, ordinal, value)
VALUES (:runID, :scope, :name, :ordinal, :value)
