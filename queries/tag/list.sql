-- Every tag with how many runs have it, the most frequent first.
-- By the index runTagByTag.
SELECT tag, count(*) AS runs, min(runID) AS firstRun, max(runID) AS lastRun
FROM runTag
GROUP BY tag
ORDER BY runs DESC, tag
