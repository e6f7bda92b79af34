package io.palimpsest.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.standalone.launch.RunState.RegionState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStateTest {
  @TempDir private Path temporary;

  private DataFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new DataFolder(temporary.resolve("with blank"));
    folder.create();
  }

  @Test
  void stateOfALivingInstanceShouldBeWhatItWrote() {
    RunState written = ready();

    try (InstanceLock lock = InstanceLock.tryTake(folder.lockFile()).orElseThrow()) {
      assertThat(lock).isNotNull();
      written.write(folder);

      assertThat(RunState.of(folder)).isEqualTo(written);
    }
  }

  @Test
  void stateFileOfADeadInstanceShouldNotCount() {
    ready().write(folder);

    RunState state = RunState.of(folder);

    assertThat(state.isRunning()).isFalse();
    assertThat(state.data()).isEqualTo(folder.root().toString());
  }

  @Test
  void lockShouldBeHadByOneAndAgainAfterIt() {
    InstanceLock first = InstanceLock.tryTake(folder.lockFile()).orElseThrow();

    assertThat(InstanceLock.tryTake(folder.lockFile())).isEmpty();
    first.close();

    assertThat(InstanceLock.isHeld(folder.lockFile())).isFalse();
  }

  @Test
  void privateFileShouldBeItsOwnersAlone() throws Exception {
    Path file = folder.credentialsFile();

    DataFolder.writePrivately(file, "one");
    DataFolder.writePrivately(file, "two");

    assertThat(Files.readString(file)).isEqualTo("two");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private RunState ready() {
    return new RunState(
        "ready",
        42,
        "2026-01-01T00:00:00Z",
        folder.root().toString(),
        folder.logs().toString(),
        "http://127.0.0.1:1",
        "http://127.0.0.1:2",
        "http://127.0.0.1:5",
        "model/1",
        "stores.yml",
        "credentials.json",
        Map.of("mysql", "jdbc:mysql://127.0.0.1:3"),
        List.of(
            new RegionState(
                "eu-frankfurt",
                "Europe/Berlin",
                "jdbc:mysql://x/y",
                "http://e",
                "http://s",
                "log+0+0")),
        "log+1+1",
        Map.of("palimpsest", 42L));
  }
}
