package io.palimpsest.standalone.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.standalone.proof.Caller.Answer;
import io.palimpsest.standalone.sample.SampleDocuments;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A thousand concurrent calls of several tenants through the real engine, each with a picture that
 * says whose it is: no answer holds anything of another call.
 */
@ExtendWith(ProofStoresExtension.class)
@EnabledIfSystemProperty(
    named = "palimpsest.proofs",
    matches = "true",
    disabledReason = "slow: -Pproofs")
class RealEngineIsolationIT {
  private static final int TENANTS = 8;
  private static final int AT_ONCE = 4;
  private static final int CALLS = Integer.getInteger("palimpsest.proof.calls", 1_024);

  private static final Pattern MARK = Pattern.compile("\\d{10}");

  private final ProofStores stores;

  RealEngineIsolationIT(ProofStores stores) {
    this.stores = stores;
  }

  @Test
  void noCallShouldEverSeeAnothersText() throws Exception {
    Queue<Read> answers = new ConcurrentLinkedQueue<>();
    try (ServerProcess server =
            ServerProcess.start(stores.settings(), List.of(ProofServer.REAL_ENGINE));
        Tenants tenants = new Tenants(stores.settings())) {
      List<Tenants.Account> accounts = Stream.generate(tenants::create).limit(TENANTS).toList();
      List<Thread> clients = new ArrayList<>();
      for (int client = 0; client < TENANTS * AT_ONCE; client++) {
        int number = client;
        Tenants.Account account = accounts.get(client % TENANTS);
        clients.add(Thread.ofVirtual().start(() -> call(server, account, number, answers)));
      }
      for (Thread client : clients) {
        client.join();
      }
    }

    assertThat(answers).hasSize(CALLS / (TENANTS * AT_ONCE) * TENANTS * AT_ONCE);
    assertThat(answers)
        .as("every call was answered")
        .allMatch(read -> read.answer instanceof Answer.Text);
    assertThat(answers).as("mixed answers").noneMatch(Read::holdsAnother);
    assertThat(answers.stream().filter(Read::holdsItsOwn).count())
        .as("read as drawn, so that a mark of another call would have been seen")
        .isGreaterThan(answers.size() * 98L / 100);
    System.out.println(
        answers.size()
            + " concurrent calls of "
            + TENANTS
            + " tenants with the real engine: 0 mixed answers");
  }

  private static void call(
      ServerProcess server, Tenants.Account account, int client, Queue<Read> answers) {
    try (Caller caller = new Caller(server.endpoint(), account)) {
      for (int i = 0; i < CALLS / (TENANTS * AT_ONCE); i++) {
        // Twice the same: the marks of any two calls differ in two digits at least.
        String mark = "%1$02d%2$03d%1$02d%2$03d".formatted(client, i);
        answers.add(new Read(mark, caller.call(picture(mark))));
      }
    }
  }

  private static byte[] picture(String mark) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      // Nearly square: the engine enlarges a small picture until its shorter side is long enough.
      ImageIO.write(
          SampleDocuments.draw(List.of("SPECIMEN", "", mark, "", "", ""), 448, 28), "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What one call sent and got. */
  private record Read(String mark, Answer answer) {
    boolean holdsItsOwn() {
      return answer instanceof Answer.Text text && text.text().contains(mark);
    }

    /** A mark in full that is not its own; one digit may be misread. */
    boolean holdsAnother() {
      return answer instanceof Answer.Text text
          && MARK.matcher(text.text()).results().anyMatch(found -> differs(found.group()));
    }

    private boolean differs(String other) {
      int different = 0;
      for (int i = 0; i < mark.length(); i++) {
        different += mark.charAt(i) == other.charAt(i) ? 0 : 1;
      }
      return different > 1;
    }
  }
}
