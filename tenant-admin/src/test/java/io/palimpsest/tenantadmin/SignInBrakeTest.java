package io.palimpsest.tenantadmin;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.testkit.MovableClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInBrakeTest {
  private final MovableClock clock = new MovableClock(Instant.parse("2028-02-29T23:59:00Z"));
  private final SignInBrake brake = new SignInBrake(clock);

  @Test
  void anAccountShouldBeLookedAtAgainWhenTheWindowIsOver() {
    for (int i = 0; i < SignInBrake.FAILURES; i++) {
      brake.failed("petra@toys.example");
    }
    assertThat(brake.mayTry("petra@toys.example")).isFalse();
    assertThat(brake.mayTry("lena@toys.example")).isTrue();

    clock.advance(SignInBrake.WINDOW.plusMillis(1));

    assertThat(brake.mayTry("petra@toys.example")).isTrue();
  }

  @Test
  void anAddressShouldBeForgottenWithTheWindowWhoeverSignsInNext() {
    brake.failed("petra@toys.example");
    clock.advance(SignInBrake.WINDOW.plusMillis(1));

    brake.mayTry("lena@toys.example");

    assertThat(brake.held()).isZero();
  }
}
