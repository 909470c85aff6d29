-- Every stored BLOB with a checksum, of one run, by step. Columns are read by position.
SELECT iterate.step, iterate.checksum, iterate.minimizer, iterate.maximizer,
  keyframe.checksum, keyframe.methodMemory
FROM iterate
LEFT JOIN keyframe ON keyframe.runID = iterate.runID AND keyframe.step = iterate.step
WHERE iterate.runID = :runID
ORDER BY iterate.step
