-- The numbers of the runs whose UUID begins so, newest first. By the unique index on uuid.
SELECT id FROM run WHERE uuid >= :prefix AND uuid < :prefix || 'g' ORDER BY id DESC
