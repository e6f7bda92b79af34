package io.palimpsest.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedProcessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path folder;

  @Test
  void aKilledProcessShouldComeBackWithAnotherId() {
    AtomicLong heard = new AtomicLong();
    try (SupervisedProcess process = sh("echo life $$; sleep 600")) {
      process.start(() -> true, PATIENCE);
      process.onRestart(heard::set);
      long first = process.pid().orElseThrow();

      ProcessHandle.of(first).orElseThrow().destroyForcibly();

      await().until(() -> process.restarts() == 1);
      assertThat(process.pid()).hasValueSatisfying(pid -> assertThat(pid).isNotEqualTo(first));
      assertThat(heard.get()).isEqualTo(process.pid().orElseThrow());
      assertThat(folder.resolve("output.before.log")).exists();
    }
  }

  @Test
  void oneThatKeepsEndingShouldBeStartedLessAndLessOften() {
    try (SupervisedProcess process = sh("sleep 0.2")) {
      long from = System.nanoTime();
      process.start(() -> true, PATIENCE);

      await().until(() -> process.restarts() == 4);

      // At once, then after 0.2, 0.4 and 0.8 s.
      assertThat(Duration.ofNanos(System.nanoTime() - from))
          .isGreaterThan(Duration.ofMillis(1_400));
    }
  }

  @Test
  void closeShouldEndItForGood() {
    SupervisedProcess process = sh("sleep 600");
    process.start(() -> true, PATIENCE);
    ProcessHandle handle = ProcessHandle.of(process.pid().orElseThrow()).orElseThrow();

    process.close();

    assertThat(handle.isAlive()).isFalse();
    assertThat(process.restarts()).isZero();
  }

  @Test
  void aStartThatFailsShouldTellTheLastWords() {
    try (SupervisedProcess process = sh("echo no such luck; exit 3")) {
      assertThatThrownBy(() -> process.start(() -> false, PATIENCE))
          .isInstanceOf(StartFailed.class)
          .hasMessageContaining("no such luck");
    }
  }

  private SupervisedProcess sh(String script) {
    return new SupervisedProcess(
        "test", folder, List.of("/bin/sh", "-c", script + "; exit 1 # " + folder));
  }
}
