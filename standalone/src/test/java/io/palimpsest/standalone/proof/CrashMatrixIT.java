package io.palimpsest.standalone.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.platform.call.FaultPoints.Point;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.standalone.proof.Caller.Answer;
import io.palimpsest.standalone.proof.ProofStores.Duty;
import io.palimpsest.standalone.proof.ProofStores.Row;
import io.palimpsest.standalone.sample.SpecimenHolder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Kills the server with {@code kill -9} before and after every step of a call, starts it again, and
 * looks into the stores: whoever was answered is metered exactly once, in doubt nothing is billed,
 * no object is older than the sweep's interval, and every erasure has its entry.
 */
@ExtendWith(ProofStoresExtension.class)
class CrashMatrixIT {
  /** What the test's own looking and the store's answering may take beyond the sweep's interval. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  private static final String ZONE = String.join("\n", SpecimenHolder.SPECIMEN.zone());

  private final ProofStores stores;

  CrashMatrixIT(ProofStores stores) {
    this.stores = stores;
  }

  @Test
  void noPointOfACallShouldLoseARecordOrBillADoubtOrKeepAnUpload() throws Exception {
    List<Killed> matrix = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(stores.settings());
        Tenants tenants = new Tenants(stores.settings());
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Point point : Point.values()) {
        for (String side : List.of("before-", "after-")) {
          Tenants.Account account = tenants.create();
          tenants.attest(account, "registration");
          matrix.add(kill(side + point.name().toLowerCase(Locale.ROOT), server, account, clients));
        }
      }
      assertThatCallsAreBilledAgain(server, tenants.create());
    }
    print(matrix);
    SoftAssertions.assertSoftly(softly -> matrix.forEach(each -> each.check(softly)));
  }

  private Killed kill(
      String point, ServerProcess server, Tenants.Account account, ExecutorService clients)
      throws Exception {
    KillPoints points = stores.settings().killPoints();
    points.arm(point);
    Instant called = Instant.now();
    CompletableFuture<Answer> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try (Caller caller = new Caller(server.endpoint(), account)) {
                return point.endsWith("keep") ? caller.passport(ZONE, point) : caller.call(point);
              }
            },
            clients);
    await(point).atMost(Duration.ofSeconds(20)).until(points::holds);
    Optional<Answer> early =
        point.equals("after-answer")
            ? Optional.of(answer.get(10, TimeUnit.SECONDS))
            : Optional.empty();
    server.kill();
    boolean staged = !stores.objects(Optional.of(account.appId())).isEmpty();
    points.disarm();
    server.restart();
    Duration gone = awaitGone(account, called);
    await("the clockwork").atMost(SLACK).until(() -> isSettled(account));
    return new Killed(
        point,
        early.orElse(answer.get(10, TimeUnit.SECONDS)),
        staged,
        gone,
        stores.records(account.appId()),
        stores.duties(account.appId()),
        stores.feeOfDailySums(account.appId()),
        stores.items(account.appId()));
  }

  /** How long after its call was over the upload was gone; never before the call was over. */
  private Duration awaitGone(Tenants.Account account, Instant called) {
    Instant over = called.plus(ProofSettings.OVER);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> Instant.now().isAfter(over.plus(ProofSettings.TICK)));
    await("no object older than the sweep's interval")
        .atMost(SLACK)
        .until(() -> stores.objects(Optional.of(account.appId())).isEmpty());
    return Duration.between(over, Instant.now());
  }

  private boolean isSettled(Tenants.Account account) throws Exception {
    return stores.records(account.appId()).stream().noneMatch(row -> row.state().equals("pending"))
        && stores.duties(account.appId()).stream().allMatch(Duty::seenGone);
  }

  /** After all those crashes an ordinary call is answered, metered once and billed. */
  private void assertThatCallsAreBilledAgain(ServerProcess server, Tenants.Account account) {
    try (Caller caller = new Caller(server.endpoint(), account)) {
      assertThat(caller.call("as ever"))
          .isInstanceOfSatisfying(
              Answer.Text.class, text -> assertThat(text.text()).isEqualTo("as ever"));
    }
    await().atMost(ProofSettings.OVER.plus(SLACK)).until(() -> isSettled(account));
    await()
        .untilAsserted(
            () ->
                assertThat(stores.records(account.appId()))
                    .singleElement()
                    .satisfies(row -> assertThat(row.fee()).isPositive()));
  }

  private static void print(List<Killed> matrix) {
    StringBuilder table =
        new StringBuilder(
            "\nkill -9 at        answered  object left  record       fee  outbox             gone\n");
    matrix.forEach(each -> table.append(each.line()).append('\n'));
    System.out.println(table);
  }

  /** One line of the matrix. */
  private record Killed(
      String point,
      Answer answer,
      boolean staged,
      Duration gone,
      List<Row> rows,
      List<Duty> duties,
      long dailyFee,
      long items) {

    void check(SoftAssertions softly) {
      boolean answered = answer instanceof Answer.Text;
      softly.assertThat(rows).as("%s: metered at most once", point).hasSizeLessThanOrEqualTo(1);
      if (answered) {
        softly.assertThat(rows).as("%s: answered, so metered", point).hasSize(1);
      }
      softly
          .assertThat(rows)
          .as("%s: nobody saw the delivery, so nothing is billed", point)
          .allMatch(row -> row.fee() == 0 && row.result().equals(MonitoringRecord.UNDELIVERED));
      softly.assertThat(dailyFee).as("%s: the daily sums agree", point).isZero();
      softly.assertThat(answered).as("%s: answered", point).isEqualTo(point.equals("after-answer"));
      softly
          .assertThat(rows.isEmpty())
          .as("%s: no record before its commit", point)
          .isEqualTo(isBeforeCommit());
      softly
          .assertThat(items)
          .as("%s: identification data is whole or not there", point)
          .isEqualTo(point.equals("after-keep") ? 1 : 0);
      boolean uploaded = !point.equals("before-stage");
      softly
          .assertThat(duties)
          .as("%s: every erasure has its entry", point)
          .hasSize(uploaded ? 1 : 0);
      softly.assertThat(duties).as("%s: and is seen", point).allMatch(Duty::seenGone);
    }

    private boolean isBeforeCommit() {
      return List.of(
              "before-stage", "after-stage", "before-recognise", "after-recognise", "before-commit")
          .contains(point);
    }

    String line() {
      return "%-17s %-9s %-12s %-12s %-4s %-18s %d ms after it was over"
          .formatted(
              point,
              answer instanceof Answer.Text ? "yes" : "no",
              staged ? "yes" : "no",
              rows.isEmpty() ? "none" : rows.getFirst().result(),
              rows.isEmpty() ? "-" : Long.toString(rows.getFirst().fee()),
              duties.isEmpty() ? "none" : duties.getFirst().cause() + ", seen gone",
              gone.toMillis());
    }
  }
}
