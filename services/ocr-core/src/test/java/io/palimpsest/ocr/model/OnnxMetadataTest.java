package io.palimpsest.ocr.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OnnxMetadataTest {

  @Test
  void valueShouldKeepCharactersOutsideTheBasicPlane() {
    byte[] model = model("character", "a\n𠮷\n\u0085");

    assertThat(OnnxMetadata.value(model, "character")).contains("a\n𠮷\n\u0085");
  }

  @Test
  void valueShouldBeNothingWhenTheKeyIsAbsentOrTheFileIsNoModel() {
    assertThat(OnnxMetadata.value(model("author", "x"), "character")).isEmpty();
    assertThat(OnnxMetadata.value("no model at all".getBytes(), "character")).isEmpty();
    assertThat(OnnxMetadata.value(new byte[0], "character")).isEmpty();
  }

  /** An ir_version, a graph that must be stepped over, and one entry of metadata. */
  private static byte[] model(String key, String value) {
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    field(entry, 1, key.getBytes(StandardCharsets.UTF_8));
    field(entry, 2, value.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    model.writeBytes(new byte[] {8, 10});
    field(model, 7, new byte[300]);
    field(model, 14, entry.toByteArray());
    return model.toByteArray();
  }

  private static void field(ByteArrayOutputStream out, int number, byte[] content) {
    out.write(number << 3 | 2);
    if (content.length > 127) {
      out.write(content.length & 127 | 128);
      out.write(content.length >> 7);
    } else {
      out.write(content.length);
    }
    out.writeBytes(content);
  }
}
