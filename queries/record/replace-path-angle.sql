-- Keeps one point of a path angle; it takes the place of an older one.
INSERT OR REPLACE INTO pathAngle (runID, fromStep, toStep, alpha, cosine, fieldNorm)
VALUES (:runID, :fromStep, :toStep, :alpha, :cosine, :fieldNorm)
