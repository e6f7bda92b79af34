-- The control plane: who the tenants are, their AppIDs and their keys. No call leaves anything here.
-- Names compare byte by byte; times are UTC.

CREATE TABLE epoch (
  only_row TINYINT NOT NULL PRIMARY KEY DEFAULT 1,
  value BIGINT NOT NULL,
  CONSTRAINT epoch_has_one_row CHECK (only_row = 1)
) ENGINE = InnoDB;

INSERT INTO epoch (value) VALUES (1);

-- Counts up only, whatever becomes of the AppIDs: none is ever given twice.
CREATE TABLE app_id_sequence (
  only_row TINYINT NOT NULL PRIMARY KEY DEFAULT 1,
  last_given BIGINT NOT NULL,
  CONSTRAINT app_id_sequence_has_one_row CHECK (only_row = 1)
) ENGINE = InnoDB;

INSERT INTO app_id_sequence (last_given) VALUES (1300000000);

-- A known text under the root key, so that a wrong root key is noticed at start and not at the first call.
CREATE TABLE root_key_check (
  only_row TINYINT NOT NULL PRIMARY KEY DEFAULT 1,
  sealed VARBINARY(255) NOT NULL,
  CONSTRAINT root_key_check_has_one_row CHECK (only_row = 1)
) ENGINE = InnoDB;

CREATE TABLE tenant (
  id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  name VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  policy VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  accepted_version VARCHAR(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  accepted_by VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  accepted_at DATETIME(6) NULL
) ENGINE = InnoDB;

-- regions, networks and limits are JSON: they are read and written with their AppID and never searched.
CREATE TABLE application (
  app_id BIGINT NOT NULL PRIMARY KEY,
  tenant_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  default_region VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  regions JSON NOT NULL,
  unsigned_payload BOOLEAN NOT NULL,
  allowed_networks JSON NOT NULL,
  blocked_networks JSON NOT NULL,
  limits JSON NOT NULL,
  CONSTRAINT application_of_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (id)
) ENGINE = InnoDB;

-- secret_key and token are ciphertext under the root key, bound to their secret_id.
CREATE TABLE credential (
  secret_id VARCHAR(68) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  app_id BIGINT NOT NULL,
  secret_key VARBINARY(4096) NOT NULL,
  token VARBINARY(8192) NULL,
  enabled BOOLEAN NOT NULL,
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NULL,
  actions JSON NOT NULL,
  KEY credential_by_app (app_id, created_at),
  CONSTRAINT credential_of_application FOREIGN KEY (app_id) REFERENCES application (app_id)
) ENGINE = InnoDB;
