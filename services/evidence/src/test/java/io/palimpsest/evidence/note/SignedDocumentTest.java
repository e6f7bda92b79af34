package io.palimpsest.evidence.note;

import static io.palimpsest.evidence.EvidenceFixtures.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceRefused.WrongSignature;
import io.palimpsest.evidence.json.CanonicalJson;
import io.palimpsest.evidence.merkle.Merkle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignedDocumentTest {
  private static final Map<String, Object> DOCUMENT =
      Map.of("day", "2026-11-21", "items", List.of(1L, 2L), "name", "Straße");

  @Test
  void documentShouldSurviveItsFile() {
    SignedDocument signed = SignedDocument.sign("statement", DOCUMENT, KEY);

    SignedDocument read = SignedDocument.parse(signed.bytes());

    read.verify(KEY.verifier());
    assertThat(read).isEqualTo(signed);
    assertThat(read.kind()).isEqualTo("statement");
    assertThat(read.document()).isEqualTo(DOCUMENT);
    assertThat(read.bytes()).isEqualTo(SignedDocument.sign("statement", DOCUMENT, KEY).bytes());
  }

  @Test
  void everyChangedByteShouldBeRefused() {
    byte[] file = SignedDocument.sign("statement", DOCUMENT, KEY).bytes();

    for (int i = 0; i < file.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = file.clone();
        changed[i] ^= (byte) (1 << bit);
        assertThatThrownBy(() -> SignedDocument.parse(changed).verify(KEY.verifier()))
            .as("byte %d, bit %d", i, bit)
            .isInstanceOf(EvidenceRefused.class);
      }
    }
  }

  @Test
  void signatureOfOneKindShouldNotBeTakenForAnother() {
    SignedNote note = SignedDocument.sign("statement", DOCUMENT, KEY).note();

    assertThatThrownBy(() -> new SignedDocument("report", DOCUMENT, note))
        .isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> SignedCheckpoint.open(note, KEY.verifier()))
        .isInstanceOf(Malformed.class);
  }

  @Test
  void checkpointShouldNotBeTakenForADocument() {
    SignedNote checkpoint = KEY.sign(new Checkpoint(KEY.verifier().name(), 0, Merkle.empty()));
    byte[] file =
        CanonicalJson.write(
            Map.of(
                "document",
                DOCUMENT,
                "note",
                new String(checkpoint.bytes(), StandardCharsets.UTF_8)));

    assertThatThrownBy(() -> SignedDocument.parse(file)).isInstanceOf(Malformed.class);
  }

  @Test
  void noteOfAnotherDocumentShouldBeRefused() {
    SignedNote note = SignedDocument.sign("statement", DOCUMENT, KEY).note();

    assertThatThrownBy(() -> new SignedDocument("statement", Map.of("day", "2026-11-22"), note))
        .isInstanceOf(WrongSignature.class);
  }

  @Test
  void integersBeyondThoseThatAllReadersTakeShouldBeRefused() {
    for (String number : List.of("9007199254740992", "-9007199254740992", "-9223372036854775808")) {
      assertThatThrownBy(() -> CanonicalJson.parse(number.getBytes(StandardCharsets.UTF_8)))
          .as(number)
          .isInstanceOf(Malformed.class);
    }
  }

  @Test
  void fileLargerThanADocumentCanBeShouldBeRefused() {
    assertThatThrownBy(() -> SignedDocument.parse(new byte[SignedDocument.MAX_LENGTH + 1]))
        .isInstanceOf(Malformed.class);
  }
}
