-- Whom a change concerns, so that whoever polls the epoch forgets no more than that tenant. An epoch without a row may concern
-- everybody. Only the newest rows are kept: who has fallen further behind forgets everything.
CREATE TABLE control_change (
  epoch BIGINT NOT NULL PRIMARY KEY,
  tenant_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) ENGINE = InnoDB;
