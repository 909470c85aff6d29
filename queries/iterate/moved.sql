-- How far each player moved in one run (:run) between two steps (:first, :last): the minimizer first.
-- The Euclidean distance and the greatest change of a coordinate. Steps that the store does not keep are
-- played again from their keyframes.
WITH both AS (
  SELECT player, coordinateIndex, -value AS part FROM parameters(:run, :first)
  UNION ALL
  SELECT player, coordinateIndex, value FROM parameters(:run, :last)
), change AS (
  SELECT player, iif(count(part) = 2, sum(part), NULL) AS size
  FROM both GROUP BY player, coordinateIndex
)
SELECT
  player, count(*) AS coordinates, sqrt(sum(size * size)) AS distance,
  max(abs(size)) AS greatestChange
FROM change
GROUP BY player
ORDER BY player DESC
