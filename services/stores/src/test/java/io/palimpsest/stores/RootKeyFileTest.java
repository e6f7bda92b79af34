package io.palimpsest.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.keys.RootKeyUnusable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootKeyFileTest {
  private static final byte[] PLAIN = "secret".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void openShouldGiveTheKeyThatWasMade() throws IOException {
    Path file = folder.resolve("new").resolve("root.json");
    byte[] sealed = RootKeyFile.openOrCreate(file).seal(PLAIN, "AKID1");

    RootKeyFile again = RootKeyFile.openOrCreate(file);

    assertThat(again.unseal(sealed, "AKID1")).isEqualTo(PLAIN);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void openShouldRefuseAFileThatOthersMayRead() throws IOException {
    Path file = folder.resolve("root.json");
    RootKeyFile.openOrCreate(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> RootKeyFile.openOrCreate(file))
        .isInstanceOf(RootKeyUnusable.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void openShouldRefuseWhatIsNoKeyset() throws IOException {
    Path file = folder.resolve("root.json");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));

    assertThatThrownBy(() -> RootKeyFile.openOrCreate(file)).isInstanceOf(RootKeyUnusable.class);
    assertThatThrownBy(() -> RootKeyFile.open(folder.resolve("absent")))
        .isInstanceOf(RootKeyUnusable.class);
  }

  @Test
  void unsealShouldRefuseAnotherKeyAndAnotherOwner() {
    byte[] sealed = RootKeyFile.openOrCreate(folder.resolve("one")).seal(PLAIN, "AKID1");
    RootKeyFile one = RootKeyFile.openOrCreate(folder.resolve("one"));
    RootKeyFile other = RootKeyFile.openOrCreate(folder.resolve("other"));

    assertThatThrownBy(() -> one.unseal(sealed, "AKID2")).isInstanceOf(RootKeyUnusable.class);
    assertThatThrownBy(() -> other.unseal(sealed, "AKID1")).isInstanceOf(RootKeyUnusable.class);
  }

  @Test
  void bothKeysShouldOpenWhileTheKeyIsChangedAndOnlyTheNewestAfterwards() {
    RootKeyFile key = RootKeyFile.openOrCreate(folder.resolve("changing"));
    byte[] old = key.seal(PLAIN, "AKID1");
    String first = key.names().getFirst();

    key.addNewest();
    byte[] fresh = key.seal(PLAIN, "AKID1");

    assertThat(key.names()).hasSize(2).endsWith(first);
    assertThat(key.isNewest(old)).isFalse();
    assertThat(key.isNewest(fresh)).isTrue();
    assertThat(key.unseal(old, "AKID1")).isEqualTo(PLAIN);
    assertThat(key.unseal(fresh, "AKID1")).isEqualTo(PLAIN);

    key.keepNewestOnly();

    assertThat(key.names()).hasSize(1).doesNotContain(first);
    assertThat(key.unseal(fresh, "AKID1")).isEqualTo(PLAIN);
    assertThatThrownBy(() -> key.unseal(old, "AKID1")).isInstanceOf(RootKeyUnusable.class);
  }

  @Test
  void anotherProcessShouldNoticeTheChange() throws IOException {
    Path file = folder.resolve("shared");
    RootKeyFile here = RootKeyFile.openOrCreate(file);
    RootKeyFile there = RootKeyFile.open(file);
    byte[] old = there.seal(PLAIN, "AKID1");
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(0));

    here.addNewest();

    assertThat(there.unseal(here.seal(PLAIN, "AKID1"), "AKID1")).isEqualTo(PLAIN);
    assertThat(here.isNewest(there.seal(PLAIN, "AKID1"))).isTrue();
    assertThat(there.unseal(old, "AKID1")).isEqualTo(PLAIN);
  }

  @Test
  void openKeyShouldGoOnWhenTheFileIsTakenAway() throws IOException {
    Path file = folder.resolve("gone");
    RootKeyFile key = RootKeyFile.openOrCreate(file);
    byte[] sealed = key.seal(PLAIN, "AKID1");

    Files.delete(file);

    assertThat(key.unseal(sealed, "AKID1")).isEqualTo(PLAIN);
    assertThat(key.unseal(key.seal(PLAIN, "AKID1"), "AKID1")).isEqualTo(PLAIN);
  }
}
