package io.palimpsest.stores;

import io.palimpsest.embedded.EmbeddedMariaDb;

/** The kit of debug copies on the embedded MariaDB and S3 endpoint. */
class EmbeddedDebugCopyIT extends DebugCopyKits {
  private final EmbeddedMariaDb server;

  EmbeddedDebugCopyIT(Backends.Run run) {
    super(run, EmbeddedSubjectIT.settings(run.embedded().s3()), "S3Proxy (embedded)");
    this.server = run.embedded().mariaDb();
  }

  @Override
  DatabaseSettings schema(String name) {
    return new DatabaseSettings(server.server() + name, server.user(), server.password());
  }
}
