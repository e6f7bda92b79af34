-- What the control plane's evidence log is to tell, until it stands in the log: the same as in each region's database. A log
-- is known by its year, which is one of UTC.

CREATE TABLE evidence_log (
  log_year SMALLINT NOT NULL PRIMARY KEY,
  placed BIGINT NOT NULL COMMENT 'leaves that have a place: the index of the next one',
  released BIGINT NOT NULL COMMENT 'leaves that were seen in the log'
) ENGINE = InnoDB;

CREATE TABLE evidence_key (
  log_year SMALLINT NOT NULL PRIMARY KEY,
  verifier VARCHAR(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sealed VARBINARY(1024) NOT NULL COMMENT 'under the root key'
) ENGINE = InnoDB;

CREATE TABLE evidence_leaf (
  log_year SMALLINT NOT NULL,
  leaf_index BIGINT NOT NULL,
  leaf VARBINARY(4096) NOT NULL,
  PRIMARY KEY (log_year, leaf_index)
) ENGINE = InnoDB;

CREATE TABLE evidence_notice (
  number BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  leaf VARBINARY(4096) NOT NULL
) ENGINE = InnoDB;

CREATE TABLE evidence_tally (
  log_year SMALLINT NOT NULL,
  day DATE NOT NULL,
  type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  data_class VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'empty where leaves have none',
  why VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'cause or basis; empty where leaves have none',
  late BOOLEAN NOT NULL,
  leaves BIGINT NOT NULL,
  items BIGINT NOT NULL COMMENT 'what the leaves'' own counts add up to',
  PRIMARY KEY (log_year, day, type, data_class, why, late)
) ENGINE = InnoDB;
