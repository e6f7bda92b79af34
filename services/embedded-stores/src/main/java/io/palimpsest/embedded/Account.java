package io.palimpsest.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Under whom the child processes run. Neither server runs as root, so root's children become {@code
 * nobody}; everybody else's stay who they are.
 */
final class Account {
  private static final int NOBODY = 65534;
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  /**
   * The securebit makes access(2), by which Java asks whether a file exists, heed the capability.
   */
  private static final List<String> PASS_CLOSED_FOLDERS =
      List.of(
          "--securebits=+no_setuid_fixup",
          "--inh-caps=+dac_override",
          "--ambient-caps=+dac_override");

  private final boolean root;

  private Account(boolean root) {
    this.root = root;
  }

  /** The account of this process. */
  static Account current() {
    try {
      return new Account((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0);
    } catch (IOException | UnsupportedOperationException e) {
      throw new StartFailed("the embedded stores run on Linux only", e);
    }
  }

  /** Makes a folder that the children may write to, and nobody else may look into. */
  void prepare(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(
        folder,
        java.util.EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE));
    give(folder);
  }

  /** Gives everything below a folder to the children's account. */
  void giveAll(Path folder) throws IOException {
    if (root) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path each : (Iterable<Path>) files::iterator) {
          give(each);
        }
      }
    }
  }

  /**
   * The command that runs {@code command} under the right account, in a session of its own (Ctrl-C
   * at the terminal is for the parent, which stops its children in order), and with a signal to end
   * as soon as the parent is dead.
   *
   * @param reads folders that the child must reach; where root keeps them from others, the child
   *     may pass all the same
   */
  List<String> command(List<String> command, List<Path> reads) {
    List<String> all = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      all.add(SETSID.toString());
    }
    if (Files.isExecutable(SETPRIV)) {
      all.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "TERM"));
      if (root) {
        all.addAll(List.of("--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        if (reads.stream().anyMatch(each -> closedToOthers(each) != null)) {
          all.addAll(PASS_CLOSED_FOLDERS);
        }
      }
      all.add("--");
    } else if (root) {
      throw new StartFailed(
          "setpriv (package util-linux) is needed to start the embedded stores as root");
    }
    all.addAll(command);
    return all;
  }

  /** The command under this process's own account; session and signal as above. */
  static List<String> ours(List<String> command) {
    List<String> all = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      all.add(SETSID.toString());
    }
    if (Files.isExecutable(SETPRIV)) {
      all.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "TERM", "--"));
    }
    all.addAll(command);
    return all;
  }

  private void give(Path path) throws IOException {
    if (root) {
      Files.setAttribute(path, "unix:uid", NOBODY, java.nio.file.LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", NOBODY, java.nio.file.LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** The nearest folder above that others may not pass. */
  private static @Nullable Path closedToOthers(Path path) {
    try {
      for (Path above = path.toRealPath().getParent(); above != null; above = above.getParent()) {
        if (!Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)
            && (int) Files.getAttribute(above, "unix:uid") != NOBODY) {
          return above;
        }
      }
      return null;
    } catch (IOException e) {
      return path;
    }
  }
}
