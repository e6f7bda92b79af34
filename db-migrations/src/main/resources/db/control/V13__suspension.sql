-- Why a tenant is not served: who said so, when and for what reason, as long as it is not. Tenants that were switched off
-- before this have none.
ALTER TABLE tenant
  ADD COLUMN suspended_at DATETIME(6) NULL,
  ADD COLUMN suspended_by VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  ADD COLUMN suspended_why VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL;
