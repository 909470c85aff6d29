-- How far one run (:run) is from equilibrium: the Nash and Stackelberg gaps at every step, by step.
-- NULL where not measured, or NaN. A range of the primary key.
SELECT step, dualityGap, dualityGap / 2 AS exploitability, primalGap
FROM step WHERE runID = :run ORDER BY step
