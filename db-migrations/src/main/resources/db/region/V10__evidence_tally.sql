-- How many leaves of which kind each log took on each day: counted with the places that they get, so that a report need not
-- read the log. A leaf is of the day on which it was done, or of that of the leaf before it where that is later; so days
-- follow each other in the log, and anybody can recount them from it.
CREATE TABLE evidence_tally (
  log_year SMALLINT NOT NULL,
  day DATE NOT NULL,
  type VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  data_class VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'empty where leaves have none',
  why VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'cause or basis; empty where leaves have none',
  late BOOLEAN NOT NULL,
  leaves BIGINT NOT NULL,
  items BIGINT NOT NULL COMMENT 'what the leaves'' own counts add up to',
  PRIMARY KEY (log_year, day, type, data_class, why, late)
) ENGINE = InnoDB;

-- Leaves from before this table: whoever meets them counts that log's leaves in the log itself.
INSERT INTO evidence_tally (log_year, day, type, data_class, why, late, leaves, items)
SELECT log_year, MAKEDATE(log_year, 1), 'not-counted', '', '', FALSE, placed, placed FROM evidence_log WHERE placed > 0;
