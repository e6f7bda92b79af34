package io.palimpsest.embedded;

import java.nio.file.Path;

/**
 * A process that starts MariaDB and stays, so that a test can kill it. Prints the server's process
 * id.
 */
final class MariaDbHolder {
  private MariaDbHolder() {}

  public static void main(String[] args) throws InterruptedException {
    EmbeddedSettings settings =
        new EmbeddedSettings(Path.of(args[0]), Path.of(args[1]), Integer.parseInt(args[2]), 1, 2);
    EmbeddedStores stores = EmbeddedStores.prepare(settings, ProgressListener.none());
    stores.mariaDb().start();
    System.out.println(stores.mariaDb().pid());
    Thread.sleep(Long.MAX_VALUE);
  }
}
