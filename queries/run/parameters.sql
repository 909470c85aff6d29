-- The settings of one run (:run): of the game, of the method and of the training, in listing order.
-- `number` is the value where it is one. By the primary key.
SELECT scope, name, value, number FROM runParameter WHERE runID = :run ORDER BY scope, ordinal
