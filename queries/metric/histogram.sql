-- How the values of a metric (:metric) of one run (:run) are spread, in ten equal classes, least first.
-- Finite numbers only. Two passes over a range of the primary key.
WITH
number (value) AS (
  SELECT value FROM metric WHERE runID = :run AND name = :metric AND abs(value) < 9e999
),
span (least, width) AS (
  SELECT min(value), (max(value) - min(value)) / 10 FROM number
)
SELECT
  least + width * min(9, CAST(ifnull((value - least) / nullif(width, 0), 0) AS INTEGER)) AS "from",
  count(*) AS points
FROM number, span
GROUP BY 1
ORDER BY 1
