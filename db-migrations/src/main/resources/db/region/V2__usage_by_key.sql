-- Daily sums by key and result: what a bill and a usage page are made of. Sums from before have no key; billed ones among
-- them stand as successes, others as refused.
RENAME TABLE usage_daily_p2y TO usage_daily_before;

CREATE TABLE usage_daily_p2y (
  app_id BIGINT NOT NULL,
  interface VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  day DATE NOT NULL,
  secret_id VARCHAR(68) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'empty where the key is not known',
  result VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  calls BIGINT NOT NULL COMMENT 'records',
  volume BIGINT NOT NULL,
  fee BIGINT NOT NULL,
  PRIMARY KEY (app_id, interface, day, secret_id, result),
  KEY by_day (day)
) ENGINE = InnoDB;

INSERT INTO usage_daily_p2y (app_id, interface, day, secret_id, result, calls, volume, fee)
SELECT app_id, interface, day, '', 'Success', calls, calls, fee FROM usage_daily_before WHERE calls > 0;

INSERT INTO usage_daily_p2y (app_id, interface, day, secret_id, result, calls, volume, fee)
SELECT app_id, interface, day, '', 'refused', refused, refused, 0 FROM usage_daily_before WHERE refused > 0;

DROP VIEW usage_daily;
DROP TABLE usage_daily_before;
CREATE VIEW usage_daily AS SELECT * FROM usage_daily_p2y;

-- A call that turns out not to be delivered is taken back from its key's sums. Nothing else knows which key that was, and
-- once the answer was seen to leave, or not to, this does not either.
ALTER TABLE call_side_p2y
  ADD COLUMN secret_id VARCHAR(68) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'only while pending';
