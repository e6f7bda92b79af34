package io.palimpsest.gateway.answers;

import com.fasterxml.jackson.core.JsonGenerator;
import io.palimpsest.ocr.Reading;
import java.io.IOException;

/** Whether there is text at all: finding lines is enough, none is read. */
public record TextDetectAnswer() implements AnswerForm {

  @Override
  public void write(JsonGenerator json, Reading reading, Selection selection) throws IOException {
    json.writeBooleanField("HasText", !reading.page().lines().isEmpty());
  }

  @Override
  public boolean readsText() {
    return false;
  }

  @Override
  public String fields() {
    return "HasText";
  }
}
