package io.palimpsest.embedded;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.jspecify.annotations.Nullable;

/** An S3 endpoint inside this process, over a folder. */
public final class EmbeddedS3 implements AutoCloseable {
  private static final String NAME = "S3 endpoint";
  private static final String ACCESS_KEY = "palimpsest";

  private final Path folder;
  private final int port;
  private final ProgressListener progress;
  private String secretKey = "";
  private @Nullable S3Proxy proxy;

  EmbeddedS3(EmbeddedSettings settings, ProgressListener progress) {
    this.folder = settings.dataFolder().resolve("objects");
    this.port = settings.objectPort();
    this.progress = progress;
  }

  /**
   * Starts the endpoint and returns when it answers.
   *
   * @throws StartFailed saying why not
   */
  public void start() {
    long from = System.nanoTime();
    Ports.requireFree(port, "the " + NAME);
    progress.progress(NAME, "starting on port " + port);
    try {
      Path blobs = Files.createDirectories(folder.resolve("blobs"));
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      secretKey = Secrets.readOrCreate(folder.resolve("secret-key"));
      S3Proxy starting =
          S3Proxy.builder()
              .blobStore(new FolderBlobStore(blobs, Clock.systemUTC()))
              .endpoint(endpoint())
              .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, secretKey)
              .v4MaxNonChunkedRequestSize(64 << 20)
              .ignoreUnknownHeaders(true)
              .build();
      proxy = starting;
      starting.start();
    } catch (Exception e) { // what the library declares
      stop(); // its threads would keep the process alive
      throw new StartFailed("the " + NAME + " could not be started: " + e, e);
    }
    progress.progress(NAME, "ready after %.1f s".formatted((System.nanoTime() - from) / 1e9));
  }

  /** Ends the endpoint; {@link #start()} may follow. */
  public void stop() {
    S3Proxy running = proxy;
    proxy = null;
    if (running != null) {
      try {
        running.stop();
      } catch (Exception e) { // what the library declares
        throw new IllegalStateException("the " + NAME + " did not stop", e);
      }
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public String accessKey() {
    return ACCESS_KEY;
  }

  public String secretKey() {
    return secretKey;
  }

  /** The folder below which each bucket's objects are files: for tests that look at raw bytes. */
  public Path blobs() {
    return folder.resolve("blobs");
  }

  @Override
  public void close() {
    stop();
  }
}
