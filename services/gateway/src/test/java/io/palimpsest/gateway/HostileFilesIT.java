package io.palimpsest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.gateway.testing.Answer;
import io.palimpsest.gateway.testing.Client;
import io.palimpsest.gateway.testing.TestGateway;
import io.palimpsest.ocr.fuzz.Mutations;
import io.palimpsest.ocr.fuzz.Sample;
import io.palimpsest.ocr.fuzz.Seeds;
import io.palimpsest.platform.error.ErrorCode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Broken and hostile files, all the way from the wire: whose fault they are must be answered. */
class HostileFilesIT {
  private static final int MUTATED = 250;
  private static final long SEED = 20261121;

  /** Longest Base64 that an upload may have. */
  private static final int LARGEST = 10 << 20;

  private static TestGateway gateway;
  private static Client client;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start(Map.of("palimpsest.api.decode-timeout", "1s"));
    client = gateway.client(gateway.tenant());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void hostileFilesShouldBeAnsweredAsTheCallersFault() {
    Set<String> documented =
        Stream.of(ErrorCode.values()).map(ErrorCode::wire).collect(Collectors.toSet());
    Map<String, Integer> codes = new TreeMap<>();
    List<String> wrong = new ArrayList<>();

    for (Sample sample : samples()) {
      Answer answer = client.call("GeneralAccurateOCR", image(sample));
      codes.merge(answer.code(), 1, Integer::sum);
      boolean ours = answer.code().startsWith("InternalError");
      boolean known = answer.code().isEmpty() || documented.contains(answer.code());
      if (answer.status() != 200 || ours || !known) {
        wrong.add(sample.name() + ": " + answer.status() + " " + answer.code());
      }
    }

    System.out.println("hostile files through the API: " + codes);
    assertThat(wrong).isEmpty();
    assertThat(codes)
        .containsKeys(
            ErrorCode.IMAGE_DECODE_FAILED.wire(),
            ErrorCode.PDF_PARSE_FAILED.wire(),
            ErrorCode.IMAGE_NO_TEXT.wire()); // what could be decoded: the stub finds no mark on it
  }

  private static List<Sample> samples() {
    Mutations mutations = new Mutations(Seeds.honest(), SEED);
    return Stream.concat(Seeds.bombs().stream(), Stream.generate(mutations::next).limit(MUTATED))
        .filter(sample -> sample.bytes().length < LARGEST / 4 * 3)
        .toList();
  }

  private static Map<String, Object> image(Sample sample) {
    String encoded = Base64.getEncoder().encodeToString(sample.bytes());
    return Map.of("ImageBase64", encoded, "IsPdf", sample.name().contains("pdf"));
  }
}
