package io.palimpsest.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palimpsest.standalone.UserError;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RehearsalClockTest {
  @TempDir private Path root;
  private DataFolder folder;

  @BeforeEach
  void create() {
    folder = new DataFolder(root);
    folder.create();
  }

  @Test
  void theClockShouldBeTheMachinesWhereNothingIsAskedFor() {
    assertThat(RehearsalClock.of(Map.of()).instant())
        .isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
    assertThat(RehearsalClock.of(ahead(" "))).isEqualTo(Clock.systemUTC());
  }

  @Test
  void aRehearsalShouldBeAheadOfTheMachine() {
    assertThat(RehearsalClock.of(ahead("P731D")).instant())
        .isCloseTo(Instant.now().plus(731, ChronoUnit.DAYS), within(10, ChronoUnit.SECONDS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"P2Y", "tomorrow", "-P1D", "PT-6H"})
  void whatIsNoWayForwardShouldBeToldByTheVariablesName(String value) {
    assertThatThrownBy(() -> RehearsalClock.of(ahead(value)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(RehearsalClock.VARIABLE)
        .hasMessageContaining(value);
  }

  @Test
  void aFolderShouldNotBeStartedBehindWhereItWas() {
    RehearsalClock.remember(folder, Map.of());
    RehearsalClock.remember(folder, ahead("P1D"));
    RehearsalClock.remember(folder, ahead("P2D"));

    assertThatThrownBy(() -> RehearsalClock.remember(folder, ahead("P1D")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("PT48H");
    assertThatThrownBy(() -> RehearsalClock.remember(folder, Map.of()))
        .isInstanceOf(UserError.class);
  }

  private static Map<String, String> ahead(String value) {
    return Map.of(RehearsalClock.VARIABLE, value);
  }
}
