-- A verdict on a run, in place of the one for the same players and first step.
INSERT OR REPLACE INTO verdict (
  runID, players, fromStep, lastStep, stride, source, kind, confidence, sinceStep, period,
  periodError, amplitude, growthPerTurn, trend, waveform, rate, power, noiseLevel,
  lyapunovExponent, stepsToTolerance, blowUpStep, stepsToDecide, predictedRate, predictedPeriod,
  evidence, theory, suggestion, details, version, judgedAt)
VALUES (
  :runID, :players, :fromStep, :lastStep, :stride, :source, :kind, :confidence, :sinceStep, :period,
  :periodError, :amplitude, :growthPerTurn, :trend, :waveform, :rate, :power, :noiseLevel,
  :lyapunovExponent, :stepsToTolerance, :blowUpStep, :stepsToDecide, :predictedRate,
  :predictedPeriod, :evidence, :theory, :suggestion, :details, :version, :now)
