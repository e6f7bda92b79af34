-- Exports of identification data, made for the operator. Times are UTC; days are days of the region's own zone. What is in an
-- export lies in the object store under the keys here, so none of these tables belongs into a backup but the log of events.

-- What is known of an export for good: nothing of any end user.
CREATE TABLE identification_export (
  id BINARY(16) NOT NULL PRIMARY KEY,
  purpose VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  asked_by VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  capacity VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  reason VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  requested_at DATETIME(6) NOT NULL,
  policies VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'with commas between them',
  until_at DATETIME(6) NOT NULL,
  state VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  given INT NOT NULL,
  refused INT NOT NULL,
  KEY by_request (requested_at),
  KEY by_end (until_at)
) ENGINE = InnoDB;

-- What is in it: one object each, named {subject}/{call}/{object}, under a key of its own. Gone with what it is a copy of.
CREATE TABLE identification_export_item (
  export_id BINARY(16) NOT NULL,
  call_id BINARY(16) NOT NULL,
  subject_id BINARY(16) NOT NULL,
  purpose VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the export''s',
  object_id BINARY(16) NOT NULL,
  day DATE NOT NULL COMMENT 'whose key the key is under',
  wrapped VARBINARY(1024) NOT NULL COMMENT 'empty once the export is closed',
  PRIMARY KEY (export_id, call_id),
  UNIQUE KEY by_object (object_id),
  KEY by_call (call_id),
  KEY by_subject (subject_id),
  KEY by_day (day)
) ENGINE = InnoDB;

-- The log of exports, and what the evidence log is still to be told.
CREATE TABLE identification_export_event (
  number BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  export_id BINARY(16) NOT NULL,
  kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at DATETIME(6) NOT NULL,
  done_by VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  capacity VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  reason VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  items INT NOT NULL,
  told BOOLEAN NOT NULL DEFAULT FALSE,
  KEY by_export (export_id, number),
  KEY by_telling (told, number)
) ENGINE = InnoDB;
