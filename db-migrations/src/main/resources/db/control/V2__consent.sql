-- What tenants agreed to and attested, line by line: rows are added, never changed. The number is the order in which
-- they were said; writers stand in line at the epoch's row, so a reader never sees a gap close later.
-- Acceptances made before this table are left in the tenant's accepted_ columns, which nothing reads any more: they
-- name no text that could be shown again, so an admin accepts anew.
CREATE TABLE consent_entry (
  number BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  tenant_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  app_id BIGINT NULL,
  said_at DATETIME(6) NOT NULL,
  said_by VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  capacity VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  kind VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  body JSON NOT NULL,
  KEY consent_entry_by_tenant (tenant_id, app_id, number),
  CONSTRAINT consent_entry_of_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (id),
  CONSTRAINT consent_entry_of_application FOREIGN KEY (app_id) REFERENCES application (app_id)
) ENGINE = InnoDB;

-- Keys that sign receipts; the newest signs, all stay published. sealed is the private half under the root key.
CREATE TABLE receipt_key (
  number BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  x VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sealed VARBINARY(1024) NOT NULL,
  UNIQUE KEY receipt_key_once (x)
) ENGINE = InnoDB;

-- Who acts for a tenant. An address belongs to one tenant for good; password_hash is Argon2id's own form.
CREATE TABLE admin_account (
  email VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
  tenant_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  capacity VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  role VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  password_hash VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  enabled BOOLEAN NOT NULL,
  created_at DATETIME(6) NOT NULL,
  KEY admin_account_by_tenant (tenant_id, email),
  CONSTRAINT admin_account_of_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (id)
) ENGINE = InnoDB;
