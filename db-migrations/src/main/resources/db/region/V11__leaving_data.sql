-- Days' data that is being dropped as a whole: entered before the drop, gone once the evidence log is given its leaf.
CREATE TABLE leaving_day (
  data_class VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kept_under VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  day DATE NOT NULL,
  share VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'a policy''s id; empty for all of the day',
  period VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'after which it goes',
  due DATE NOT NULL COMMENT 'the first day on which it must be gone',
  policy VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  items BIGINT NOT NULL,
  PRIMARY KEY (data_class, kept_under, day, share)
) ENGINE = InnoDB;

-- What a hold kept beyond its time is not late when it goes.
ALTER TABLE identification_item
  ADD COLUMN was_held BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'a hold kept it when its time was up';
