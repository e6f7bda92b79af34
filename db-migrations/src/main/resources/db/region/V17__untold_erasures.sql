-- Erasures that are still to be shown when the day of their call goes, or that a sweep enters when that day is gone or about
-- to go: of uploads that a legal hold kept. A row goes with the transaction that gives its leaf a place.
CREATE TABLE erasure_outbox_left (
  call_id BINARY(16) NOT NULL PRIMARY KEY,
  app_id BIGINT NOT NULL,
  upload_day DATE NOT NULL,
  cause ENUM ('completed', 'swept') NOT NULL,
  committed_at DATETIME(6) NOT NULL,
  seen_gone_at DATETIME(6) NULL,
  salt BINARY(16) NULL,
  log_year SMALLINT NULL,
  leaf_index BIGINT NULL,
  KEY by_seen (seen_gone_at, call_id),
  KEY by_place (leaf_index, seen_gone_at)
) ENGINE = InnoDB;
