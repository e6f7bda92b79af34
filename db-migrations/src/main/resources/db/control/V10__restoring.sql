-- Pieces of backups that are being put back. While a row stands here nothing is served: what was taken away since the backup
-- may be there again.
CREATE TABLE restoring (
  piece VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY
) ENGINE = InnoDB;
