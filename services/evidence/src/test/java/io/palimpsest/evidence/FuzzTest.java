package io.palimpsest.evidence;

import static io.palimpsest.evidence.EvidenceFixtures.KEY;

import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.tiles.EntryBundle;
import io.palimpsest.evidence.tiles.TilePath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a reader is given, it answers or refuses, and never ends in another exception. */
class FuzzTest {
  private static final List<String> PIECES =
      List.of(
          "c2sp.org/tlog-proof@v1\n",
          "extra ",
          "index ",
          "0",
          "18446744073709551616",
          "9223372036854775807",
          "-1",
          "\n",
          "\n\n",
          "— ",
          KEY.verifier().name(),
          "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
          "PRIVATE+KEY+",
          KEY.verifier().toString(),
          "{\"",
          "{\"document\":{},\"note\":\"palimpsest statement v1\\n",
          "\":\"",
          "\"}",
          "type",
          "erased",
          "tile/",
          "x000/",
          "000",
          ".p/",
          "\0",
          "\uFFFF");

  @Property(tries = 3000)
  void anyTextShouldBeReadOrRefused(@ForAll("texts") String text) {
    everyReader(text.getBytes(StandardCharsets.UTF_8));
  }

  @Property
  void anyBytesShouldBeReadOrRefused(@ForAll byte[] bytes) {
    everyReader(bytes);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(PIECES).list().ofMaxSize(20).map(pieces -> String.join("", pieces));
  }

  private static void everyReader(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    readOrRefuse(bytes, b -> ProofFile.parse(b).verify(KEY.verifier()));
    readOrRefuse(bytes, b -> SignedCheckpoint.open(b, KEY.verifier()));
    readOrRefuse(bytes, b -> SignedDocument.parse(b).verify(KEY.verifier()));
    readOrRefuse(bytes, Leaf::parse);
    readOrRefuse(bytes, b -> EntryBundle.parse(b, 3));
    readOrRefuse(bytes, b -> TilePath.parse(text));
    readOrRefuse(bytes, b -> VerifierKey.parse(text));
    readOrRefuse(bytes, b -> SigningKey.parse(text));
  }

  private static void readOrRefuse(byte[] bytes, Consumer<byte[]> reader) {
    try {
      reader.accept(bytes);
    } catch (EvidenceRefused e) {
      // the one answer that hostile bytes may have
    }
  }
}
