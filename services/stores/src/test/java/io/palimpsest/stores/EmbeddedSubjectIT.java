package io.palimpsest.stores;

import io.palimpsest.embedded.EmbeddedMariaDb;
import io.palimpsest.embedded.EmbeddedS3;

/** The kits of identification data on the embedded MariaDB and S3 endpoint. */
class EmbeddedSubjectIT extends SubjectKits {
  private final EmbeddedMariaDb server;

  EmbeddedSubjectIT(Backends.Run run) {
    super(run, settings(run.embedded().s3()), "S3Proxy (embedded)");
    this.server = run.embedded().mariaDb();
  }

  @Override
  DatabaseSettings schema(String name) {
    return new DatabaseSettings(server.server() + name, server.user(), server.password());
  }

  static ObjectStoreSettings settings(EmbeddedS3 s3) {
    return new ObjectStoreSettings(s3.endpoint(), s3.accessKey(), s3.secretKey());
  }
}
