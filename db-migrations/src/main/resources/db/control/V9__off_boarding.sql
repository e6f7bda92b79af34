-- Who leaves, and how far it is. Once it is over, names and reasons are erased here too.
CREATE TABLE departure (
  id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL AUTO_INCREMENT UNIQUE,
  version BIGINT NOT NULL COMMENT 'counts changes',
  tenant_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  app_id BIGINT NULL COMMENT 'when it is an AppID that leaves',
  email VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL COMMENT 'when it is an account',
  asked_by VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  capacity VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  reason VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  asked_at DATETIME(6) NOT NULL,
  erase_after DATETIME(6) NOT NULL,
  stage VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  body JSON NOT NULL COMMENT 'the steps, and what the leaver was before',
  KEY departure_by_stage (stage, number),
  KEY departure_by_tenant (tenant_id, number)
) ENGINE = InnoDB;

-- AppIDs that had their day. Rows are added only: none is ever given again.
CREATE TABLE retired_app_id (
  app_id BIGINT NOT NULL PRIMARY KEY,
  retired_at DATETIME(6) NOT NULL
) ENGINE = InnoDB;

-- Names of tenants that left, which can be tried and not read. What stays of such a tenant stands under its other name.
CREATE TABLE retired_tenant (
  salt CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'SHA-256 of the salt and the name',
  retired_at DATETIME(6) NOT NULL,
  other_name VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'leads to nobody'
) ENGINE = InnoDB;
