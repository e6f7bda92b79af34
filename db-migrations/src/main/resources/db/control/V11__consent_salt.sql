-- What acts are told with, those that are; acts from before this have none, and no leaf.
ALTER TABLE consent_entry
  ADD COLUMN salt BINARY(16) NULL COMMENT 'stands for the act in the evidence log';
