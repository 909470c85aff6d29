-- Begins a run; answers its number. The experiment must exist.
INSERT INTO run (
  uuid, experimentID, name, game, method, seed, minimizerCount, maximizerCount,
  parameterPolicy, parameterFormat, parameterPlace, durability, gapDomain,
  parentUUID, parentStep,
  host, processID, bootID, version, gitCommit, commandLine, startedAt, heartbeatAt)
VALUES (
  :uuid, (SELECT id FROM experiment WHERE name = :experiment), :name, :game, :method, :seed,
  :minimizerCount, :maximizerCount, :parameterPolicy, :parameterFormat,
  :parameterPlace, :durability, :gapDomain,
  :parentUUID, :parentStep,
  :host, :processID, :bootID, :version, :gitCommit, :commandLine, :now, :now)
RETURNING id
