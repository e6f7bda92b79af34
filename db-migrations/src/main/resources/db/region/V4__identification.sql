-- Identification data of one region: nothing in clear, found by pseudonyms only. Times are UTC; days are days of the
-- region's own zone. None of these tables belongs into a backup: a key that is in one is not destroyed.

-- The region's key under the root key; the days' and the tenants' pseudonym keys under the region's.
CREATE TABLE wrapped_key (
  name VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  wrapped VARBINARY(1024) NOT NULL
) ENGINE = InnoDB;

-- An end user of a tenant; gone with its last item.
CREATE TABLE subject (
  id BINARY(16) NOT NULL PRIMARY KEY,
  tenant_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  restricted BOOLEAN NOT NULL COMMENT 'kept, not used',
  created_at DATETIME(6) NOT NULL,
  KEY by_creation (created_at)
) ENGINE = InnoDB;

-- What leads to a subject. A reference leads to one only, whoever enters it first; a document may lead to several.
CREATE TABLE subject_alias (
  tenant_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  key_version INT NOT NULL,
  pseudonym BINARY(32) NOT NULL,
  subject_id BINARY(16) NOT NULL,
  reference BINARY(32) NULL COMMENT 'the pseudonym when it is a reference''s',
  PRIMARY KEY (tenant_id, key_version, pseudonym, subject_id),
  UNIQUE KEY one_subject (tenant_id, key_version, reference),
  KEY by_subject (subject_id)
) ENGINE = InnoDB;

-- A subject's key of one day, under the day's.
CREATE TABLE subject_key (
  subject_id BINARY(16) NOT NULL,
  day DATE NOT NULL,
  wrapped VARBINARY(1024) NOT NULL,
  PRIMARY KEY (subject_id, day),
  KEY by_day (day)
) ENGINE = InnoDB;

-- What one call read. sealed holds fields, names of photos, attestations and jurisdiction under the subject's key of the day.
CREATE TABLE identification_item (
  call_id BINARY(16) NOT NULL PRIMARY KEY,
  subject_id BINARY(16) NOT NULL,
  day DATE NOT NULL,
  app_id BIGINT NOT NULL,
  action VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  data_class VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  policy VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  purposes VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'with commas between them',
  stored_at DATETIME(6) NOT NULL,
  until_at DATETIME(6) NOT NULL,
  photos INT NOT NULL COMMENT 'objects named {subject}/{call}/{photo}',
  sealed MEDIUMBLOB NOT NULL,
  KEY by_subject (subject_id, call_id),
  KEY by_end (until_at),
  KEY by_class (data_class, stored_at),
  KEY by_app (app_id, call_id)
) ENGINE = InnoDB;
