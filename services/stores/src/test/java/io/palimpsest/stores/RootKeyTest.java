package io.palimpsest.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootKeyTest {
  private static final byte[] PLAIN = "secret".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void openShouldGiveTheKeyThatWasMade() throws IOException {
    Path file = folder.resolve("new").resolve("root.json");
    byte[] sealed = RootKey.openOrCreate(file).seal(PLAIN, "AKID1");

    RootKey again = RootKey.openOrCreate(file);

    assertThat(again.unseal(sealed, "AKID1")).isEqualTo(PLAIN);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void openShouldRefuseAFileThatOthersMayRead() throws IOException {
    Path file = folder.resolve("root.json");
    RootKey.openOrCreate(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> RootKey.openOrCreate(file))
        .isInstanceOf(RootKeyUnusable.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void openShouldRefuseWhatIsNoKeyset() throws IOException {
    Path file = folder.resolve("root.json");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));

    assertThatThrownBy(() -> RootKey.openOrCreate(file)).isInstanceOf(RootKeyUnusable.class);
    assertThatThrownBy(() -> RootKey.open(folder.resolve("absent")))
        .isInstanceOf(RootKeyUnusable.class);
  }

  @Test
  void unsealShouldRefuseAnotherKeyAndAnotherOwner() {
    byte[] sealed = RootKey.openOrCreate(folder.resolve("one")).seal(PLAIN, "AKID1");
    RootKey one = RootKey.openOrCreate(folder.resolve("one"));
    RootKey other = RootKey.openOrCreate(folder.resolve("other"));

    assertThatThrownBy(() -> one.unseal(sealed, "AKID2")).isInstanceOf(RootKeyUnusable.class);
    assertThatThrownBy(() -> other.unseal(sealed, "AKID1")).isInstanceOf(RootKeyUnusable.class);
  }
}
