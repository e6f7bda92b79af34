-- What is remembered from one comparison of stores, records and leaves to the next. Times are UTC. What is lost of it is found
-- again by a comparison of everything, but for a log that was forked before.

-- The newest checkpoint that was verified, and how many leaves were held against their records and found right.
CREATE TABLE reconciliation_log (
  log_year SMALLINT NOT NULL PRIMARY KEY,
  checkpoint MEDIUMBLOB NOT NULL,
  compared BIGINT NOT NULL
) ENGINE = InnoDB;

-- Until when what was received was compared and found right.
CREATE TABLE reconciliation_part (
  part VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  until_at DATETIME(6) NOT NULL
) ENGINE = InnoDB;

-- What was found the last time that everything was compared, and the last time that only what was new.
CREATE TABLE reconciliation_run (
  everything BOOLEAN NOT NULL PRIMARY KEY,
  compared_at DATETIME(6) NOT NULL,
  found VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'kinds with their counts, commas between them',
  unknown VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'parts that could not be compared, commas between them'
) ENGINE = InnoDB;
