-- The numbers of the runs of that name, newest first. By the index runByName.
SELECT id FROM run WHERE name = :name ORDER BY id DESC
