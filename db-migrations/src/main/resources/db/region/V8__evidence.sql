-- What the region's evidence log is to tell, until it stands in the log. A log is known by its year.

-- How far each log is: leaves get their places here, one sequencer after the other.
CREATE TABLE evidence_log (
  log_year SMALLINT NOT NULL PRIMARY KEY,
  placed BIGINT NOT NULL COMMENT 'leaves that have a place: the index of the next one',
  released BIGINT NOT NULL COMMENT 'leaves that were seen in the log'
) ENGINE = InnoDB;

-- What signs each log's checkpoints. Unlike the keys of identification data it belongs into a backup.
CREATE TABLE evidence_key (
  log_year SMALLINT NOT NULL PRIMARY KEY,
  verifier VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sealed VARBINARY(1024) NOT NULL COMMENT 'under the root key'
) ENGINE = InnoDB;

-- Leaves that have a place and are perhaps not in the log's tiles yet; gone when they are.
CREATE TABLE evidence_leaf (
  log_year SMALLINT NOT NULL,
  leaf_index BIGINT NOT NULL,
  leaf VARBINARY(4096) NOT NULL,
  PRIMARY KEY (log_year, leaf_index)
) ENGINE = InnoDB;

-- Leaves without a place that are not of a call's erasure.
CREATE TABLE evidence_notice (
  number BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  leaf VARBINARY(4096) NOT NULL
) ENGINE = InnoDB;

-- Where a call's erasure stands, for as long as its record is kept. The salt is that of the call's side row, or, where the
-- call was never settled, one of its own. The tables are rebuilt, so that their days can change places with the tables
-- for leaving days, which get the same.
ALTER TABLE erasure_outbox_p2y
  ADD COLUMN salt BINARY(16) NULL,
  ADD COLUMN log_year SMALLINT NULL,
  ADD COLUMN leaf_index BIGINT NULL,
  ADD KEY by_place (leaf_index, seen_gone_at),
  FORCE;

ALTER TABLE erasure_outbox_p90d
  ADD COLUMN salt BINARY(16) NULL,
  ADD COLUMN log_year SMALLINT NULL,
  ADD COLUMN leaf_index BIGINT NULL,
  ADD KEY by_place (leaf_index, seen_gone_at),
  FORCE;

ALTER TABLE leaving_erasure_outbox_p2y
  ADD COLUMN salt BINARY(16) NULL,
  ADD COLUMN log_year SMALLINT NULL,
  ADD COLUMN leaf_index BIGINT NULL,
  ADD KEY by_place (leaf_index, seen_gone_at),
  FORCE;

ALTER TABLE leaving_erasure_outbox_p90d
  ADD COLUMN salt BINARY(16) NULL,
  ADD COLUMN log_year SMALLINT NULL,
  ADD COLUMN leaf_index BIGINT NULL,
  ADD KEY by_place (leaf_index, seen_gone_at),
  FORCE;

DROP VIEW erasure_outbox;
CREATE VIEW erasure_outbox AS
SELECT * FROM erasure_outbox_p2y UNION ALL SELECT * FROM erasure_outbox_p90d;
