-- Legal holds, line by line: rows are added, never changed. A hold is placed by its first line and ended by its second; no
-- third is possible. The body of a placed one says who, why, on what basis and until when; of whom, by pseudonyms only.
CREATE TABLE hold_entry (
  number BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  hold_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  ended BOOLEAN NOT NULL,
  said_at DATETIME(6) NOT NULL,
  body JSON NOT NULL,
  UNIQUE KEY hold_entry_once (hold_id, ended)
) ENGINE = InnoDB;
