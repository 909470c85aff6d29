-- Says in a run's own file whose parameters it holds.
INSERT INTO run (id, uuid, minimizerCount, maximizerCount, parameterFormat)
VALUES (0, :uuid, :minimizerCount, :maximizerCount, :parameterFormat)
