package io.palimpsest.evidence.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {
  private static final Opening OPENING =
      new Opening(new byte[16], "call", Map.of("appId", 1_300_000_001L));

  @Test
  void openingShouldGiveTheCommitmentOfItsParts() {
    byte[] details = "{\"appId\":1300000001}".getBytes(StandardCharsets.UTF_8);

    assertThat(OPENING.commitment()).isEqualTo(Commitment.to(new byte[16], "call", details));
    assertThat(Opening.parse(OPENING.bytes()).commitment()).isEqualTo(OPENING.commitment());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"details\":{},\"identity\":\"x\"}",
        "{\"details\":{},\"identity\":\"x\",\"salt\":\"00\"}",
        "{\"details\":[],\"identity\":\"x\",\"salt\":\"00000000000000000000000000000000\"}",
        "{\"details\":{},\"identity\":1,\"salt\":\"00000000000000000000000000000000\"}"
      })
  void anythingElseShouldBeRefused(String json) {
    assertThatThrownBy(() -> Opening.parse(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Malformed.class);
  }
}
