-- One region's calls. Times are UTC; days are days of the region's own zone.
-- A call_id is a UUIDv7, so its first 48 bits are the time of receipt: byte order is time order, and a day is a range of ids.
-- The first partition holds nothing; the days are made and dropped by the program. Tables are named for the period they
-- are kept for (P2Y): another period that a policy lists is another set of them.

-- The eight fields that clause T4a names, and no ninth.
CREATE TABLE monitoring_p2y (
  call_id BINARY(16) NOT NULL PRIMARY KEY,
  app_id BIGINT NOT NULL,
  interface VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  result VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  start_at DATETIME(6) NOT NULL,
  end_at DATETIME(6) NOT NULL,
  region VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fee BIGINT NOT NULL COMMENT 'millionths of the price list''s currency',
  volume INT NOT NULL,
  KEY by_app (app_id, call_id)
) ENGINE = InnoDB
PARTITION BY RANGE COLUMNS (call_id) (
  PARTITION origin VALUES LESS THAN (X'00000000000000000000000000000001')
);

-- What a call needs beside its record, for exactly as long.
CREATE TABLE call_side_p2y (
  call_id BINARY(16) NOT NULL PRIMARY KEY,
  salt BINARY(16) NOT NULL COMMENT 'stands for the call in the evidence log',
  state ENUM ('pending', 'delivered', 'undelivered') NOT NULL COMMENT 'whether the answer was seen to leave',
  KEY by_state (state, call_id)
) ENGINE = InnoDB
PARTITION BY RANGE COLUMNS (call_id) (
  PARTITION origin VALUES LESS THAN (X'00000000000000000000000000000001')
);

-- Erasures that must be shown: entered with the record, completed when the object was seen to be gone.
CREATE TABLE erasure_outbox_p2y (
  call_id BINARY(16) NOT NULL PRIMARY KEY,
  app_id BIGINT NOT NULL,
  upload_day DATE NOT NULL,
  cause ENUM ('completed', 'swept') NOT NULL,
  committed_at DATETIME(6) NOT NULL,
  seen_gone_at DATETIME(6) NULL,
  KEY by_seen (seen_gone_at, call_id)
) ENGINE = InnoDB
PARTITION BY RANGE COLUMNS (call_id) (
  PARTITION origin VALUES LESS THAN (X'00000000000000000000000000000001')
);

-- Daily sums of monitoring records, changed in the same transactions.
CREATE TABLE usage_daily_p2y (
  app_id BIGINT NOT NULL,
  interface VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  day DATE NOT NULL,
  calls BIGINT NOT NULL COMMENT 'volume of successes and billed errors',
  refused BIGINT NOT NULL COMMENT 'records that do not count',
  fee BIGINT NOT NULL,
  PRIMARY KEY (app_id, interface, day),
  KEY by_day (day)
) ENGINE = InnoDB;

-- Names to read by, whatever periods there are.
CREATE VIEW erasure_outbox AS SELECT * FROM erasure_outbox_p2y;
CREATE VIEW usage_daily AS SELECT * FROM usage_daily_p2y;
