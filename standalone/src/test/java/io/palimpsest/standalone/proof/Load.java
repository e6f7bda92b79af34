package io.palimpsest.standalone.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.standalone.proof.Caller.Answer;
import io.palimpsest.standalone.proof.ProofStores.Duty;
import io.palimpsest.standalone.proof.ProofStores.Row;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tenants that call without a pause, each with pictures that say whose they are, and remember every
 * answer. Afterwards their answers are held against the stores.
 */
final class Load implements AutoCloseable {
  private final ProofStores stores;
  private final Map<Tenants.Account, Queue<Sent>> answers = new ConcurrentHashMap<>();
  private final List<Thread> clients = new ArrayList<>();
  private final AtomicLong texts = new AtomicLong();
  private volatile boolean stopped;

  private record Sent(String text, Answer answer) {}

  private Load(ProofStores stores) {
    this.stores = stores;
  }

  /** Starts one client for each account. */
  static Load start(ProofStores stores, Supplier<URI> endpoint, List<Tenants.Account> accounts) {
    Load load = new Load(stores);
    for (Tenants.Account account : accounts) {
      load.answers.put(account, new ConcurrentLinkedQueue<>());
      load.clients.add(Thread.ofVirtual().start(() -> load.callOn(endpoint, account)));
    }
    return load;
  }

  /** Returns once that many more calls were answered with a text. */
  void awaitTexts(long more) {
    long goal = texts.get() + more;
    await("calls to be answered").atMost(Duration.ofSeconds(30)).until(() -> texts.get() >= goal);
  }

  /** How many answers of that code there were. */
  long errors(String code) {
    return answers.values().stream()
        .flatMap(Queue::stream)
        .filter(sent -> sent.answer instanceof Answer.Error error && error.code().equals(code))
        .count();
  }

  long texts() {
    return texts.get();
  }

  /** Stops calling and waits for the last answers. */
  void stop() throws InterruptedException {
    stopped = true;
    for (Thread client : clients) {
      client.join();
    }
  }

  /** Waits until every call is over and settled, then holds every answer against the stores. */
  void assertThatTheStoresAgree() throws Exception {
    await("the clockwork")
        .atMost(ProofSettings.OVER.plusSeconds(10))
        .untilAsserted(
            () -> {
              assertThat(stores.objects(Optional.empty())).as("uploads left").isEmpty();
              for (Tenants.Account account : answers.keySet()) {
                assertThat(stores.records(account.appId()))
                    .noneMatch(row -> row.state().equals("pending"));
                assertThat(stores.duties(account.appId())).allMatch(Duty::seenGone);
              }
            });
    for (Tenants.Account account : answers.keySet()) {
      check(account);
    }
    assertThatTheLogTellsOfEveryErasureOnce();
  }

  /** Every erasure has a place of its own, no place is empty, and the log's tiles agree. */
  private void assertThatTheLogTellsOfEveryErasureOnce() {
    await("the evidence log")
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(stores.leaves()).doesNotContain(-1L));
    await("its last checkpoint")
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(stores.loggedLeaves())
                    .containsExactlyElementsOf(stores.leaves().stream().sorted().toList()));
  }

  /**
   * Every call that was answered stands in the operation log, once whatever waited in the spool has
   * been sent.
   */
  void assertThatTheOperationLogIsComplete() {
    for (Tenants.Account account : answers.keySet()) {
      await("the spool to drain")
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(stores.logged(account.appId())).containsAll(answered(account)));
    }
  }

  @Override
  public void close() throws InterruptedException {
    stop();
  }

  private void check(Tenants.Account account) throws Exception {
    Set<CallId> answered = answered(account);
    List<Row> rows = stores.records(account.appId());
    assertThat(answers.get(account))
        .as("every text is the caller's own")
        .allMatch(
            sent -> !(sent.answer instanceof Answer.Text text) || text.text().equals(sent.text));
    assertThat(rows).as("no call is metered twice").extracting(Row::callId).doesNotHaveDuplicates();
    assertThat(rows)
        .as("whoever was answered is metered")
        .extracting(Row::callId)
        .containsAll(answered);
    assertThat(billed(rows)).as("whoever is billed was answered").isSubsetOf(answered);
    assertThat(stores.feeOfDailySums(account.appId()))
        .as("the daily sums agree with the records")
        .isEqualTo(rows.stream().mapToLong(Row::fee).sum());
    assertThat(stores.duties(account.appId()))
        .as("every staged upload that was recorded has its entry")
        .extracting(Duty::callId)
        .containsAll(answered);
  }

  private Set<CallId> answered(Tenants.Account account) {
    return answers.get(account).stream()
        .map(Sent::answer)
        .filter(Answer.Text.class::isInstance)
        .map(answer -> ((Answer.Text) answer).callId())
        .collect(Collectors.toSet());
  }

  private static Set<CallId> billed(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.fee() > 0)
        .map(Row::callId)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private void callOn(Supplier<URI> endpoint, Tenants.Account account) {
    for (int i = 0; !stopped; i++) {
      // A new connection for each run of calls: the server may be another process by now.
      try (Caller caller = new Caller(endpoint.get(), account)) {
        boolean alive = true;
        while (alive && !stopped) {
          String text = "tenant " + account.appId() + " call " + i++;
          Answer answer = caller.call(text);
          answers.get(account).add(new Sent(text, answer));
          alive = !(answer instanceof Answer.None);
          if (answer instanceof Answer.Text) {
            texts.incrementAndGet();
          }
        }
      }
      pause();
    }
  }

  /**
   * While nobody listens, trying as fast as one can would only take the processor from the server
   * that starts.
   */
  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(50));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
