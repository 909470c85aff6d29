-- The gaps of every run at its last step, from Stackelberg (λ = 0) over each λ to Nash (λ = Inf).
-- A run is at a λ-proximal equilibrium where the gap of that λ is 0. By run and λ; a few seeks each.
SELECT id AS runID, game, method, 0.0 AS penalty, primalGap AS gap
FROM runSummary JOIN step ON step.runID = id AND step.step = lastStep
WHERE primalGap IS NOT NULL
UNION ALL
SELECT id, game, method, penalty, value
FROM runSummary JOIN proximalGap ON proximalGap.runID = id AND proximalGap.step = lastStep
UNION ALL
SELECT id, game, method, 9e999, dualityGap
FROM runSummary
WHERE dualityGap IS NOT NULL
ORDER BY 1, 4
