package io.palimpsest.stores;

import static io.palimpsest.platform.testkit.PlatformFixtures.appId;
import static io.palimpsest.platform.testkit.PlatformFixtures.callId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.StatObjectArgs;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.erasure.UploadStore;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.platform.testkit.UploadStoreContract;
import io.palimpsest.stores.internal.objects.S3Objects;
import io.palimpsest.stores.internal.objects.S3TileStore;
import io.palimpsest.stores.internal.objects.S3UploadStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The kit of an object store, and what only S3 has. A backend says where its server is. */
@ExtendWith(Backends.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UploadKits implements UploadStoreContract {
  private static final String BUCKET = "palimpsest-upload-" + PlatformFixtures.SINGAPORE;

  private final ObjectStoreSettings settings;
  private final S3UploadStore uploads;
  private final MinioClient raw;

  UploadKits(Backends.Run run, ObjectStoreSettings settings, String backend) {
    this.settings = settings;
    this.uploads = S3UploadStore.open(PlatformFixtures.SINGAPORE, settings);
    this.raw =
        MinioClient.builder()
            .endpoint(settings.endpoint().toString())
            .credentials(settings.accessKey(), settings.secretKey())
            .build();
    run.met("UploadStore", backend);
  }

  @Override
  public UploadStore uploads() {
    return uploads;
  }

  @Test
  void storedBytesShouldHoldNothingOfTheUpload() throws Exception {
    UploadKey key = UploadKey.of(appId(), callId(Instant.now()), PlatformFixtures.SINGAPORE_TIME);
    String plain = "the plain text of a receipt ".repeat(100);

    uploads.stage(key, plain.getBytes(StandardCharsets.UTF_8));

    byte[] stored;
    try (var answer =
        raw.getObject(GetObjectArgs.builder().bucket(BUCKET).object(key.path()).build())) {
      stored = answer.readAllBytes();
    }
    assertThat(stored.length).isGreaterThan(plain.length());
    assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("receipt");
    uploads.erase(key);
  }

  @Test
  void largeUploadShouldBeOneSinglePut() throws Exception {
    UploadKey key = UploadKey.of(appId(), callId(Instant.now()), PlatformFixtures.SINGAPORE_TIME);

    uploads.stage(key, new byte[12 << 20]);

    String etag =
        raw.statObject(StatObjectArgs.builder().bucket(BUCKET).object(key.path()).build()).etag();
    assertThat(etag).as("the mark of an object put together from parts").doesNotContain("-");
    uploads.erase(key);
  }

  @Test
  void stageShouldMakeTheBucketAgainWhenItWasTakenAway() throws Exception {
    UploadKey key = UploadKey.of(appId(), callId(Instant.now()), PlatformFixtures.SINGAPORE_TIME);
    uploads.list(100_000).forEach(uploads::eraseNamed);
    raw.removeBucket(io.minio.RemoveBucketArgs.builder().bucket(BUCKET).build());
    assertThat(uploads.list(10)).isEmpty();
    assertThat(uploads.exists(key)).isFalse();

    uploads.stage(key, new byte[10]);

    assertThat(uploads.exists(key)).isTrue();
    uploads.erase(key);
  }

  @Test
  void theLastNetShouldBeThereFromTheStartWhereTheStoreHasOneAndCanBeTakenAway() {
    long atTheStart = lastNet();

    uploads.lastNet(false);
    long away = lastNet();
    uploads.lastNet(true);

    assertThat(away).isZero();
    assertThat(lastNet()).as("the embedded store has none, MinIO has").isEqualTo(atTheStart);
  }

  @Test
  void aCheckpointShouldBeReplacedOnlyWhileItIsWhatItWas() {
    try (S3Objects objects =
        S3Objects.attach("replaced", "palimpsest-replaced", OptionalInt.empty(), settings)) {
      S3TileStore tiles = new S3TileStore(objects, UUID.randomUUID().toString());
      byte[] first = "first".getBytes(StandardCharsets.UTF_8);
      byte[] second = "second".getBytes(StandardCharsets.UTF_8);

      tiles.replace(TileStore.CHECKPOINT, Optional.empty(), first);
      tiles.replace(TileStore.CHECKPOINT, Optional.of(first), second);

      assertThat(tiles.get(TileStore.CHECKPOINT, 100)).contains(second);
      for (Optional<byte[]> stale : List.of(Optional.of(first), Optional.<byte[]>empty())) {
        assertThatThrownBy(() -> tiles.replace(TileStore.CHECKPOINT, stale, first))
            .isInstanceOf(EvidenceUnavailable.class);
      }
      assertThat(tiles.get(TileStore.CHECKPOINT, 100)).contains(second);
    }
  }

  private long lastNet() {
    return uploads.probe().numbers().get("last_net");
  }

  @AfterAll
  void closeAll() throws Exception {
    uploads.close();
    raw.close();
  }
}
