-- Makes sure that the experiment exists.
INSERT INTO experiment (name, createdAt) VALUES (:name, :now)
ON CONFLICT (name) DO NOTHING
