package io.palimpsest.retention.simulation;

/** What can be away by itself. */
enum Store {
  DATABASE,
  CONTROL,
  BUCKET,
  LOG,
  TILES
}
