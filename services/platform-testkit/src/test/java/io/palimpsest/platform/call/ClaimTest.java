package io.palimpsest.platform.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClaimTest {
  private final Claim claim = new Claim();

  @Test
  void whoGaveUpShouldBeSureThatNothingIsWritten() {
    assertThat(claim.giveUp()).isTrue();
    assertThat(claim.write()).isFalse();
    assertThat(claim.giveUp()).isTrue();
  }

  @Test
  void whoeverWritesShouldNotBeGivenUpAnyMore() {
    assertThat(claim.write()).isTrue();
    assertThat(claim.giveUp()).isFalse();
    assertThat(claim.write()).isTrue();
  }
}
