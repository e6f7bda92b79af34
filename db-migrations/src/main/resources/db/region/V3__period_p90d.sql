-- The tables of a second period: what a policy keeps for 90 days (clause O8) cannot share a day's partition with what
-- another keeps for two years. The same columns as those of P2Y.

CREATE TABLE monitoring_p90d (
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

CREATE TABLE call_side_p90d (
  call_id BINARY(16) NOT NULL PRIMARY KEY,
  salt BINARY(16) NOT NULL COMMENT 'stands for the call in the evidence log',
  state ENUM ('pending', 'delivered', 'undelivered') NOT NULL COMMENT 'whether the answer was seen to leave',
  secret_id VARCHAR(68) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'only while pending',
  KEY by_state (state, call_id)
) ENGINE = InnoDB
PARTITION BY RANGE COLUMNS (call_id) (
  PARTITION origin VALUES LESS THAN (X'00000000000000000000000000000001')
);

CREATE TABLE erasure_outbox_p90d (
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

CREATE TABLE usage_daily_p90d (
  app_id BIGINT NOT NULL,
  interface VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  day DATE NOT NULL,
  secret_id VARCHAR(68) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'empty where the key is not known',
  result VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  calls BIGINT NOT NULL COMMENT 'records',
  volume BIGINT NOT NULL,
  fee BIGINT NOT NULL,
  PRIMARY KEY (app_id, interface, day, secret_id, result),
  KEY by_day (day)
) ENGINE = InnoDB;

DROP VIEW erasure_outbox;
CREATE VIEW erasure_outbox AS
SELECT * FROM erasure_outbox_p2y UNION ALL SELECT * FROM erasure_outbox_p90d;

DROP VIEW usage_daily;
CREATE VIEW usage_daily AS
SELECT * FROM usage_daily_p2y UNION ALL SELECT * FROM usage_daily_p90d;
