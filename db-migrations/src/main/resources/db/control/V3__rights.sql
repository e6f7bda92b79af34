-- Requests of end users, as they reached us through their tenant. Whose they are is told by pseudonyms only, under a key of
-- each tenant in each region; what was asked to be corrected, and what was given out, is never here.
CREATE TABLE rights_request (
  id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL AUTO_INCREMENT UNIQUE,
  tenant_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  purpose VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NULL,
  entered_by VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  capacity VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  verified_by VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  verified_how VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  received_at DATETIME(6) NOT NULL,
  due_at DATETIME(6) NOT NULL,
  parts JSON NOT NULL,
  KEY rights_request_by_tenant (tenant_id, number),
  CONSTRAINT rights_request_of_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (id)
) ENGINE = InnoDB;

-- Consents that an end user took back: nothing is stored for that purpose any more. A consent given again is a row gone.
CREATE TABLE withdrawn_consent (
  tenant_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  pseudonym VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  purpose VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  withdrawn_at DATETIME(6) NOT NULL,
  PRIMARY KEY (tenant_id, region, pseudonym, purpose),
  CONSTRAINT withdrawn_consent_of_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (id)
) ENGINE = InnoDB;

-- What was taken back and not seen through yet is looked for at every change.
ALTER TABLE consent_entry ADD KEY consent_entry_by_kind (kind, tenant_id, app_id);
