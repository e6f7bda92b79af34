-- Where the leaf of a call's erased identification data stands, for as long as the call's record is kept: then it goes with
-- the salt that could show whose it is.
CREATE TABLE item_leaf (
  call_id BINARY(16) NOT NULL,
  app_id BIGINT NOT NULL,
  day DATE NOT NULL COMMENT 'that the item was of',
  log_year SMALLINT NULL,
  leaf_index BIGINT NULL,
  PRIMARY KEY (call_id)
) ENGINE = InnoDB;

ALTER TABLE evidence_notice
  ADD COLUMN call_id BINARY(16) NULL COMMENT 'whose item the leaf tells of';
