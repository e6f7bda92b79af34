-- Copies of uploads and answers for finding a fault, of tenants that opted in. The copies lie in the object store, each under the
-- key here, so this table belongs into no backup. Times are UTC; days are days of the region's own zone. A row is the duty to
-- erase its object, and goes once that was seen to be gone.
CREATE TABLE debug_copy (
  call_id BINARY(16) NOT NULL PRIMARY KEY,
  app_id BIGINT NOT NULL,
  action VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  policy VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  day DATE NOT NULL COMMENT 'whose key the key is under',
  made_at DATETIME(6) NOT NULL,
  due_at DATETIME(6) NOT NULL,
  bytes BIGINT NOT NULL,
  wrapped VARBINARY(1024) NOT NULL COMMENT 'empty once it is being erased',
  state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'WRITING, READY, CLOSED',
  cause VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'why it goes; with READY: once no hold keeps it',
  was_held BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'a hold kept it when its time was up',
  KEY by_due (due_at),
  KEY by_app (app_id, call_id),
  KEY by_day (day),
  KEY by_state (state, made_at)
) ENGINE = InnoDB;

-- A call may leave identification data and a debug copy, each with a leaf of its own.
ALTER TABLE item_leaf
  ADD COLUMN data_class VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'IDENTIFICATION' AFTER call_id,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (call_id, data_class);

ALTER TABLE evidence_notice
  ADD COLUMN data_class VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'IDENTIFICATION'
    COMMENT 'of the item';
