package io.palimpsest.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private final MemoryBudget budget = new MemoryBudget(100_000);

  @Test
  void whatDoesNotFitShouldBeRefusedAndNotCounted() {
    MemoryBudget.Lease lease = budget.open();
    long before = budget.used();

    assertThatThrownBy(() -> lease.take(100_000))
        .isInstanceOfSatisfying(
            CallFailure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));

    assertThat(budget.used()).isEqualTo(before);
  }

  @Test
  void everythingShouldComeBackOnceHoweverOftenItIsClosed() {
    MemoryBudget.Lease lease = budget.open();
    MemoryBudget.Lease other = budget.open();
    lease.take(1000);

    lease.close();
    lease.close();

    assertThatThrownBy(() -> lease.take(1)).isInstanceOf(CallFailure.class);
    other.close();
    assertThat(budget.used()).isZero();
  }

  @Test
  void aBodyShouldBeChargedAsItGrowsAndNotBeyondItsLimit() {
    MemoryBudget.Lease lease = new MemoryBudget(10_000_000).open();
    BodyBuffer body = new BodyBuffer(-1, 50_000, lease);
    for (int i = 0; i < 5; i++) {
      body.add(Unpooled.wrappedBuffer(new byte[10_000]));
    }

    assertThat(body.finish()).hasSize(50_000);
    assertThatThrownBy(() -> body.add(Unpooled.wrappedBuffer(new byte[1])))
        .isInstanceOfSatisfying(
            CallFailure.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_SIZE_LIMIT_EXCEEDED));
  }

  @Test
  void aDeclaredBodyShouldBeRefusedBeforeMemoryIsTaken() {
    MemoryBudget.Lease lease = budget.open();
    long before = budget.used();

    assertThatThrownBy(() -> new BodyBuffer(50_001, 50_000, lease)).isInstanceOf(CallFailure.class);
    assertThatThrownBy(
            () -> new BodyBuffer(49_000, 50_000, lease)) // twice that does not fit any more
        .isInstanceOfSatisfying(
            CallFailure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));

    assertThat(budget.used()).isEqualTo(before);
  }
}
