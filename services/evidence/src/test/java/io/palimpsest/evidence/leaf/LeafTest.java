package io.palimpsest.evidence.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.EvidenceFixtures;
import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.merkle.Merkle;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeafTest {
  private static final Instant AT = Instant.ofEpochSecond(1_795_266_187L);
  private static final Place PLACE = new Place("na-siliconvalley", LocalDate.of(2026, 11, 21));
  private static final String CALL = "01a1fe34-0eb7-7c72-aebf-9d948eac28f1";
  private static final Commitment OF =
      Commitment.to(new byte[16], CALL, "{}".getBytes(StandardCharsets.UTF_8));
  private static final String POLICY = "deepseek-ocr-1.0.0";

  static List<Leaf> leaves() {
    LocalDate day = PLACE.day();
    return List.of(
        new Erased(PLACE, "upload", Cause.COMPLETED, false, OF, POLICY, AT),
        new Erased(PLACE, "identity", Cause.LAW, true, OF, POLICY, AT),
        new Expired(PLACE, "monitoring", "P2Y", 1_000_000, false, POLICY, AT),
        new Expired(PLACE, "operation-log", "P3M", 0, true, POLICY, AT),
        new KeyErased(
            PLACE, "AES-256-GCM", "day:2026-11-21", "mysql:wrapped_key", "row-deleted", AT),
        new Held(PLACE, "identity", OF, "T4b", Optional.of(day), AT),
        new Held(PLACE, "identity", OF, "T4b", Optional.empty(), AT),
        new Released(PLACE, "identity", OF, "ended", AT),
        new ConsentAttested(PLACE, "identity:service", OF, POLICY, AT),
        new ConsentWithdrawn(PLACE, "identity:service", OF, POLICY, AT),
        new PolicyAccepted(PLACE, OF, POLICY, AT),
        new BreakGlass(PLACE, "outage", OF, AT),
        new Disclosed(PLACE, "monitoring", "D7", 3, OF, AT),
        new ReportIssued(PLACE, "retention", day, day, Merkle.leaf(new byte[0]), AT),
        new KeyRotated(PLACE, EvidenceFixtures.KEY.verifier(), AT),
        new ExportMade(PLACE, "monitoring", 12, OF, AT));
  }

  @ParameterizedTest
  @MethodSource("leaves")
  void everyLeafShouldComeBackFromItsBytes(Leaf leaf) {
    assertThat(Leaf.parse(leaf.bytes())).isEqualTo(leaf);
  }

  @ParameterizedTest
  @MethodSource("leaves")
  void noChangedByteOfALeafShouldBeAnythingButALeafOrRefused(Leaf leaf) {
    byte[] bytes = leaf.bytes();
    for (int i = 0; i < bytes.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = bytes.clone();
        changed[i] ^= (byte) (1 << bit);
        try {
          assertThat(Leaf.parse(changed)).isNotEqualTo(leaf);
        } catch (Malformed e) {
          assertThat(e.getMessage()).isNotEmpty();
        }
      }
    }
  }

  @Test
  void leafOfACallShouldReadAsWritten() {
    assertThat(new String(leaves().getFirst().bytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"at\":1795266187,\"by\":\"deepseek-ocr-1.0.0\",\"class\":\"upload\",\"day\":\"2026-11-21\","
                + "\"in\":\"na-siliconvalley\",\"of\":\""
                + OF.text()
                + "\",\"type\":\"erased\",\"why\":\"completed\"}");
  }

  @Test
  void leafOfACallShouldTakeTwoHundredBytesAtMost() {
    for (String dataClass : List.of("upload", "identity")) {
      for (Cause cause : Cause.values()) {
        Leaf leaf = new Erased(PLACE, dataClass, cause, true, OF, POLICY, AT);

        assertThat(leaf.bytes()).hasSizeLessThanOrEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Anna Example", "", "a\"b", "ä", "+49", "a@b.example", " x", "x\n"})
  void whatAPersonWroteShouldNotFitIntoAWord(String text) {
    assertThatThrownBy(() -> new BreakGlass(PLACE, text, OF, AT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "1",
        "{\"type\":\"erased\"}",
        "{\"at\":1,\"day\":\"2026-11-21\",\"in\":\"control\",\"next\":\"x\",\"type\":\"key-rotated\"}",
        "{\"at\":9007199254740991,\"day\":\"2026-11-21\",\"in\":\"control\",\"type\":\"break-glass\"}",
        "{\"at\":1,\"day\":\"2026-02-30\",\"in\":\"control\",\"type\":\"break-glass\"}",
        "{\"at\":1,\"day\":\"2026-11-21\",\"in\":\"control\",\"type\":\"unheard-of\"}"
      })
  void anythingElseShouldBeRefused(String json) {
    assertThatThrownBy(() -> Leaf.parse(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Malformed.class);
  }

  @Test
  void leafWithMoreThanItsKindHasShouldBeRefused() {
    String leaf = new String(leaves().getFirst().bytes(), StandardCharsets.UTF_8);
    String more = leaf.replace("\"in\"", "\"id\":\"x\",\"in\"");
    String late = leaf.replace("\"of\"", "\"late\":0,\"of\"");

    assertThatThrownBy(() -> Leaf.parse(more.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> Leaf.parse(late.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Malformed.class);
  }

  @Test
  void commitmentShouldBeThatOfItsDefinition() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(new byte[] {0, 0, 0, 16});
    digest.update(new byte[16]);
    digest.update(new byte[] {0, 0, 0, 36});
    digest.update(CALL.getBytes(StandardCharsets.US_ASCII));
    digest.update(new byte[] {0, 0, 0, 2, '{', '}'});

    assertThat(OF.text())
        .isEqualTo(
            java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest()))
        .isEqualTo("80-a_gI8HDLS6DPnHeOV1jBpzP_97UjqvaVvP7nBZ7E"); // as docs/evidence.md has it
  }

  @Test
  void commitmentShouldDependOnEveryPart() {
    byte[] salt = new byte[16];
    byte[] other = new byte[17];
    byte[] details = {'{', '}'};

    assertThat(
            List.of(
                Commitment.to(salt, CALL, details),
                Commitment.to(other, CALL, details),
                Commitment.to(salt, CALL + "{", new byte[] {'}'}),
                Commitment.to(salt, CALL, new byte[0])))
        .doesNotHaveDuplicates();
    assertThatThrownBy(() -> Commitment.to(new byte[15], CALL, details))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Commitment.parse(OF.text() + "A")).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> Commitment.parse(OF.text() + "=")).isInstanceOf(Malformed.class);
  }
}
