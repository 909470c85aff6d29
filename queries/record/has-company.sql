-- Whether another run of the store was heard of within five seconds.
SELECT EXISTS (
  SELECT 1 FROM run WHERE outcome IS NULL AND id <> :runID AND heartbeatAt > :now - 5
)
