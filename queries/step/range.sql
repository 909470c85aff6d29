-- All built-in metrics of run :run from step :from to step :to, in order. One range of a primary key.
SELECT *
FROM step
WHERE runID = :run AND step BETWEEN :from AND :to
ORDER BY step
