-- What the operator's own people did with a tenant's data beside serving its calls: a look at what is kept of a call's end
-- user, or a disclosure to an authority. The tenant is told of each; none holds anything of an end user.
CREATE TABLE oversight_act (
  id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL AUTO_INCREMENT UNIQUE,
  tenant_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  region VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  done_by VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  capacity VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  reason VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  done_at DATETIME(6) NOT NULL,
  call_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of a look',
  data_class VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of a disclosure, as all below',
  items BIGINT NULL,
  authority VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  basis VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NULL,
  KEY oversight_act_by_tenant (tenant_id, number),
  CONSTRAINT oversight_act_of_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (id)
) ENGINE = InnoDB;
