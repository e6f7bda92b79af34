package io.palimpsest.stores;

import io.palimpsest.embedded.EmbeddedS3;

/** The upload kit on the embedded S3 endpoint. */
class EmbeddedUploadIT extends UploadKits {

  EmbeddedUploadIT(Backends.Run run) {
    super(run, settings(run.embedded().s3()), "S3Proxy (embedded)");
  }

  private static ObjectStoreSettings settings(EmbeddedS3 s3) {
    return new ObjectStoreSettings(s3.endpoint(), s3.accessKey(), s3.secretKey());
  }
}
