package io.palimpsest.stores;

/** The operation-log kit on the embedded Elasticsearch. */
class EmbeddedLogIT extends LogKits {

  EmbeddedLogIT(Backends.Run run) {
    super(run, run.embedded().elasticsearch().url(), "Elasticsearch (embedded)");
  }
}
