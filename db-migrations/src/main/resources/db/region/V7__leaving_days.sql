-- Where a day's rows go when their period is over: the day's partition changes places with one of these tables, which are
-- empty otherwise, and are emptied at once. So no call waits while a day's pages are given back. A table here has the
-- columns and keys of the one it is named for, in the same order; whoever changes the one changes the other.

-- A column that MySQL added without a rebuild keeps a partition from changing places with a table that never had it.
ALTER TABLE call_side_p2y ENGINE = InnoDB;

CREATE TABLE leaving_monitoring_p2y (
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
) ENGINE = InnoDB;

CREATE TABLE leaving_call_side_p2y (
  call_id BINARY(16) NOT NULL PRIMARY KEY,
  salt BINARY(16) NOT NULL COMMENT 'stands for the call in the evidence log',
  state ENUM ('pending', 'delivered', 'undelivered') NOT NULL COMMENT 'whether the answer was seen to leave',
  secret_id VARCHAR(68) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'only while pending',
  KEY by_state (state, call_id)
) ENGINE = InnoDB;

CREATE TABLE leaving_erasure_outbox_p2y (
  call_id BINARY(16) NOT NULL PRIMARY KEY,
  app_id BIGINT NOT NULL,
  upload_day DATE NOT NULL,
  cause ENUM ('completed', 'swept') NOT NULL,
  committed_at DATETIME(6) NOT NULL,
  seen_gone_at DATETIME(6) NULL,
  KEY by_seen (seen_gone_at, call_id)
) ENGINE = InnoDB;

CREATE TABLE leaving_monitoring_p90d LIKE leaving_monitoring_p2y;
CREATE TABLE leaving_call_side_p90d LIKE leaving_call_side_p2y;
CREATE TABLE leaving_erasure_outbox_p90d LIKE leaving_erasure_outbox_p2y;
