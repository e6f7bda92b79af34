package io.palimpsest.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/crypto.md} against the sources. */
class CryptographyTest {
  private static final Path ROOT = root();

  /** What only a class needs that does cryptography itself; passing an exception on is none. */
  private static final Pattern USE =
      Pattern.compile(
          "javax\\.crypto\\."
              + "|com\\.google\\.crypto\\.tink\\."
              + "|java\\.security\\.(MessageDigest|DigestInputStream|DigestOutputStream|Signature\\b|SecureRandom"
              + "|KeyFactory|KeyPairGenerator|KeyStore|spec\\.|cert\\.)"
              + "|javax\\.net\\.ssl\\.(SSLContext|TrustManager|KeyManager)"
              + "|io\\.netty\\.handler\\.ssl\\.SslContextBuilder"
              + "|org\\.bouncycastle\\."
              + "|com\\.nimbusds\\."
              + "|micronaut\\.security\\.token\\.jwt\\.signatures");

  private static final Pattern LAST_CELL = Pattern.compile("(?m)^\\|.*\\|([^|]*)\\|$");
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)`");

  @Test
  void everyClassThatDoesCryptographyShouldBeOnThePageAndNoOther() {
    assertThat(listed()).as("classes on docs/crypto.md").isEqualTo(used());
  }

  private static Set<String> listed() {
    return LAST_CELL
        .matcher(read(ROOT.resolve("docs/crypto.md")))
        .results()
        .flatMap(row -> NAME.matcher(row.group(1)).results())
        .map((MatchResult name) -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> used() {
    return files(ROOT)
        .filter(file -> file.toString().endsWith(".java"))
        .filter(file -> ROOT.relativize(file).toString().contains("src/main/java"))
        .filter(file -> USE.matcher(read(file)).find())
        .map(file -> file.getFileName().toString().replace(".java", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All files below, apart from what is built, fetched or hidden. */
  private static Stream<Path> files(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList().stream()
          .filter(child -> !child.getFileName().toString().matches("target|node_modules|\\..*"))
          .flatMap(child -> Files.isDirectory(child) ? files(child) : Stream.of(child));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder that holds LICENSE, from wherever the tests were started. */
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("LICENSE"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
