-- Replaces a run's note.
UPDATE run SET note = :note WHERE id = :runID
