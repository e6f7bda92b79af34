package io.palimpsest.ocr.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.error.OcrFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FairGateTest {
  private final FairGate gate = new FairGate(1);

  @Test
  void enterShouldLetCallersInInTheOrderOfTheirComing() throws Exception {
    FairGate.Place held = gate.enter(Cancellation.never());
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int number = i;
      Thread caller =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (FairGate.Place _ = gate.enter(Cancellation.never())) {
                      order.add(number);
                    }
                  });
      await().until(() -> gate.waiting() == number + 1);
      callers.add(caller);
    }

    held.close();
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(order).containsExactly(0, 1, 2, 3);
  }

  @Test
  void enterShouldGiveUpWhenCancelledAndLeaveThePlaceToOthers() throws Exception {
    FairGate.Place held = gate.enter(Cancellation.never());
    Cancellation cancellation = Cancellation.create();
    CompletableFuture<FairGate.Place> waiting =
        CompletableFuture.supplyAsync(() -> gate.enter(cancellation));
    await().until(() -> gate.waiting() == 1);

    cancellation.cancel();

    assertThatThrownBy(waiting::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(OcrFailure.Cancelled.class);
    held.close();
    gate.enter(Cancellation.never()).close();
  }

  @Test
  void enterShouldRefuseWhoIsCancelledAlready() {
    Cancellation cancellation = Cancellation.create();
    cancellation.cancel();

    assertThatThrownBy(() -> gate.enter(cancellation)).isInstanceOf(OcrFailure.Cancelled.class);
  }
}
