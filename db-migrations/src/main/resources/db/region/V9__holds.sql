-- What legal holds keep in this region: a copy of what the control plane ordered, asked by every erasure here.
CREATE TABLE hold_scope (
  number INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  hold_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  data_class VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  app_id BIGINT NULL,
  call_id BINARY(16) NULL,
  tenant_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  name_kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL,
  key_version INT NULL,
  pseudonym BINARY(32) NULL,
  basis VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  until_at DATETIME(6) NOT NULL,
  KEY by_class (data_class, app_id)
) ENGINE = InnoDB;

-- Acts that the region's evidence log was given to tell.
CREATE TABLE hold_told (
  hold_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  ended BOOLEAN NOT NULL,
  PRIMARY KEY (hold_id, ended)
) ENGINE = InnoDB;

-- Monitoring records beyond their period, with their salts; erased when no hold keeps them any more.
CREATE TABLE held_monitoring (
  call_id BINARY(16) NOT NULL PRIMARY KEY,
  app_id BIGINT NOT NULL,
  interface VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  result VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  start_at DATETIME(6) NOT NULL,
  end_at DATETIME(6) NOT NULL,
  region VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fee BIGINT NOT NULL,
  volume INT NOT NULL,
  salt BINARY(16) NULL,
  KEY by_app (app_id, call_id)
) ENGINE = InnoDB;

-- Withdrawn or erased while held: nobody reads it, and it goes when the hold ends.
ALTER TABLE identification_item
  ADD COLUMN held_only BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'kept for a hold, seen by nobody';
