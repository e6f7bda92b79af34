-- Which leaf tells of an act: its hash, as the tree of the control plane's evidence log has it. So acts and leaves can be held
-- against each other as long as the act is kept, whatever its tenant is called by then. Acts from before this have none.
ALTER TABLE consent_entry ADD COLUMN leaf_hash BINARY(32) NULL COMMENT 'of the leaf that tells of it';
ALTER TABLE oversight_act ADD COLUMN leaf_hash BINARY(32) NULL COMMENT 'of the leaf that tells of it';

-- What is remembered from one comparison of acts and leaves to the next: the same as in each region's database. Times are UTC.
CREATE TABLE reconciliation_log (
  log_year SMALLINT NOT NULL PRIMARY KEY,
  checkpoint MEDIUMBLOB NOT NULL COMMENT 'the newest one that was verified',
  compared BIGINT NOT NULL COMMENT 'leaves that were found right'
) ENGINE = InnoDB;

CREATE TABLE reconciliation_part (
  part VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  until_at DATETIME(6) NOT NULL
) ENGINE = InnoDB;

CREATE TABLE reconciliation_run (
  everything BOOLEAN NOT NULL PRIMARY KEY,
  compared_at DATETIME(6) NOT NULL,
  found VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'kinds with their counts, commas between them',
  unknown VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'parts that could not be compared, commas between them'
) ENGINE = InnoDB;
