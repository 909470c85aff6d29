-- Puts a run away, or takes it out again where the instant is NULL; keeps the first instant.
UPDATE run SET archivedAt = CASE WHEN :now IS NULL THEN NULL ELSE coalesce(archivedAt, :now) END
WHERE id = :runID
