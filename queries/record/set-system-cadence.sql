-- Says how often the machine is looked at while the run is recorded; 0: never.
UPDATE run SET systemSampleSeconds = :seconds WHERE id = :runID
