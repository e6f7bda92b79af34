package io.palimpsest.stores;

import io.palimpsest.embedded.EmbeddedMariaDb;

/** The database kits on the embedded MariaDB. */
class EmbeddedDatabaseIT extends DatabaseKits {
  private final EmbeddedMariaDb server;

  EmbeddedDatabaseIT(Backends.Run run) {
    super(run, "embedded");
    this.server = run.embedded().mariaDb();
  }

  @Override
  DatabaseSettings schema(String name) {
    return new DatabaseSettings(server.server() + name, server.user(), server.password());
  }
}
