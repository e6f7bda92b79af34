package io.palimpsest.evidence.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.EvidenceFixtures;
import io.palimpsest.evidence.error.EvidenceRefused.ForeignKey;
import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceRefused.WrongSignature;
import io.palimpsest.evidence.internal.Ed25519;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.merkle.Merkle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
  /** A checkpoint that Tessera v1.0.4 wrote over 300 entries, and its key. */
  private static final String TESSERA_KEY =
      "palimpsest.example/eu-frankfurt+3a2db474+AUw7rNTgwHNCeNPo8aSecX04zzFLQ3ldzVm59KvKYBUb";

  private static final String TESSERA =
      """
      palimpsest.example/eu-frankfurt
      300
      lflWZKnKYZK81OX6yeUYe2sHS8Xuz1e6rATDSQ5q3QE=

      — palimpsest.example/eu-frankfurt Oi20dDGj2FkPTOWFRGCB7d5rmlIoPxHZdR76Snp/+403SBiZd2nYbMXfH7dAN3gT+u/aBqtWaO/pKQaS7Ium7vRlJwU=
      """;

  private static final SigningKey KEY = EvidenceFixtures.KEY;
  private static final Checkpoint CHECKPOINT =
      new Checkpoint(KEY.verifier().name(), 1, Merkle.leaf(new byte[] {1}));

  @Test
  void checkpointOfTesseraShouldBeOpenedWithItsKey() {
    SignedCheckpoint opened = SignedCheckpoint.open(bytes(TESSERA), VerifierKey.parse(TESSERA_KEY));

    assertThat(opened.checkpoint().size()).isEqualTo(300);
    assertThat(opened.checkpoint().origin()).isEqualTo("palimpsest.example/eu-frankfurt");
    assertThat(opened.bytes()).isEqualTo(bytes(TESSERA));
    assertThat(VerifierKey.parse(TESSERA_KEY)).hasToString(TESSERA_KEY);
  }

  @Test
  void signatureShouldBeThatOfEveryOtherEd25519() {
    // RFC 8032, section 7.1, test 1.
    byte[] seed = hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    assertThat(Ed25519.publicKey(seed))
        .isEqualTo(hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
    assertThat(Ed25519.sign(seed, new byte[0]))
        .isEqualTo(
            hex(
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                    + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"));
  }

  @Test
  void keyShouldSurviveItsText() {
    SigningKey made = SigningKey.generate("log.example/one", new SecureRandom());

    SigningKey read = SigningKey.parse(made.secret());

    assertThat(read.verifier()).isEqualTo(made.verifier());
    assertThat(made.verifier().fingerprint()).startsWith(made.verifier().keyIdHex());
    assertThat(made.toString()).doesNotContain(made.secret().substring(40));
  }

  @Test
  void keyOfAnotherRegionShouldBeNamedAsSuch() {
    SigningKey other = SigningKey.generate("palimpsest.example/other", new SecureRandom());
    byte[] note = SignedCheckpoint.sign(CHECKPOINT, KEY).bytes();

    assertThatThrownBy(() -> SignedCheckpoint.open(note, other.verifier()))
        .isInstanceOf(ForeignKey.class)
        .hasMessage("signed by palimpsest.example/test, not by palimpsest.example/other");
  }

  @Test
  void anotherKeyOfTheSameNameShouldBeNamedAsSuch() {
    SigningKey other = SigningKey.generate(KEY.verifier().name(), new SecureRandom());
    byte[] note = SignedCheckpoint.sign(CHECKPOINT, KEY).bytes();

    assertThatThrownBy(() -> SignedCheckpoint.open(note, other.verifier()))
        .isInstanceOf(ForeignKey.class)
        .hasMessageContaining("another key of palimpsest.example/test");
  }

  @Test
  void checkpointOfAnotherLogUnderOurKeyShouldBeRefused() {
    Checkpoint foreign = new Checkpoint("palimpsest.example/other", 1, CHECKPOINT.root());
    byte[] note = KEY.sign(foreign.text()).bytes();

    assertThatThrownBy(() -> SignedCheckpoint.open(note, KEY.verifier()))
        .isInstanceOf(ForeignKey.class);
    assertThatThrownBy(() -> KEY.sign(foreign)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void signatureOfAnotherTextShouldBeRefused() {
    SignedNote note = KEY.sign(CHECKPOINT);
    SignedNote moved =
        new SignedNote(
            new Checkpoint(CHECKPOINT.origin(), 2, CHECKPOINT.root()).text(), note.signatures());

    assertThatThrownBy(() -> SignedCheckpoint.open(moved.bytes(), KEY.verifier()))
        .isInstanceOf(WrongSignature.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name\n01\n%s\n",
        "name\n+1\n%s\n",
        "name\n-1\n%s\n",
        "name\n1 \n%s\n",
        "name\n١\n%s\n",
        "name\n9223372036854775807\n%s\n",
        "name\n99999999999999999999\n%s\n",
        "name\n1\n%s\nextension\n",
        "name\n1\n%s\n\n",
        "name\n1\n%s",
        "name\n1\n",
        "\n1\n%s\n",
        "na me\n1\n%s\n",
        "na+me\n1\n%s\n",
        "name\n0\n%s\n",
        "name\n1\nAAAA\n",
        "name\n1\n-%s\n",
        ""
      })
  void checkpointInAnotherFormShouldBeRefused(String text) {
    String filled = text.replace("%s", CHECKPOINT.root().base64());

    assertThatThrownBy(() -> Checkpoint.parse(filled)).isInstanceOf(Malformed.class);
  }

  @Test
  void base64ThatIsNotCanonicalShouldBeRefused() {
    String root = Merkle.leaf(new byte[0]).base64();

    assertThatThrownBy(() -> Hash.parse(root.replace("=", ""))).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> Hash.parse("A".repeat(42) + "B=")).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> Hash.parse(root + "\n")).isInstanceOf(Malformed.class);
  }

  @Test
  void noteOfAMegabyteShouldBeRefused() {
    assertThatThrownBy(() -> SignedNote.parse(new byte[1 << 20])).isInstanceOf(Malformed.class);
  }

  @Test
  void cosignatureShouldTellWhenTheWitnessSawTheCheckpoint() {
    byte[] seed = new byte[32];
    VerifierKey witness =
        new VerifierKey("witness.example", VerifierKey.COSIGNATURE, Ed25519.publicKey(seed));
    SignedNote note = KEY.sign(CHECKPOINT);
    byte[] signed = Ed25519.sign(seed, bytes("cosignature/v1\ntime 1795200000\n" + note.text()));
    SignedNote cosigned = note.with(cosignature(witness, 1795200000L, signed));

    SignedNote read = SignedNote.parse(cosigned.bytes());

    assertThat(Cosignature.verify(read, witness)).isEqualTo(Instant.ofEpochSecond(1795200000L));
    assertThat(SignedCheckpoint.open(read, KEY.verifier()).checkpoint()).isEqualTo(CHECKPOINT);
    SignedNote later = note.with(cosignature(witness, 1795200001L, signed));
    assertThatThrownBy(() -> Cosignature.verify(later, witness)).isInstanceOf(WrongSignature.class);
    assertThatThrownBy(() -> Cosignature.verify(note, witness)).isInstanceOf(ForeignKey.class);
    assertThatThrownBy(() -> Cosignature.verify(note, KEY.verifier()))
        .isInstanceOf(ForeignKey.class);
    assertThat(VerifierKey.parse(witness.toString())).isEqualTo(witness);
  }

  private static SignedNote.Signature cosignature(VerifierKey key, long time, byte[] signed) {
    return new SignedNote.Signature(
        key.name(), key.keyId(), ByteBuffer.allocate(72).putLong(time).put(signed).flip());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] hex(String text) {
    return java.util.HexFormat.of().parseHex(text);
  }
}
