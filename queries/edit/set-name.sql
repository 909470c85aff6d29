-- Replaces a run's name.
UPDATE run SET name = :name WHERE id = :runID
