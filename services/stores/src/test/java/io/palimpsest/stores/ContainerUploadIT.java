package io.palimpsest.stores;

import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The upload kit on MinIO in a container; skipped where there is no engine. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerUploadIT extends UploadKits {
  private static final String SECRET = "only-for-this-test";

  @Container
  static final GenericContainer<?> MINIO =
      new GenericContainer<>("minio/minio:latest")
          .withEnv("MINIO_ROOT_USER", "palimpsest")
          .withEnv("MINIO_ROOT_PASSWORD", SECRET)
          .withCommand("server", "/data")
          .withExposedPorts(9000)
          .waitingFor(Wait.forHttp("/minio/health/ready").forPort(9000));

  ContainerUploadIT(Backends.Run run) {
    super(
        run,
        new ObjectStoreSettings(
            URI.create("http://" + MINIO.getHost() + ":" + MINIO.getMappedPort(9000)),
            "palimpsest",
            SECRET),
        "MinIO (Testcontainers)");
  }
}
