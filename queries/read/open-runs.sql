-- The numbers of the runs that did not say how they ended, by number. One pass over the runs.
SELECT id FROM run WHERE outcome IS NULL ORDER BY id
