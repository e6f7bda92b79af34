package io.palimpsest.gateway.answers;

import com.fasterxml.jackson.core.JsonGenerator;
import io.palimpsest.ocr.Reading;
import java.io.IOException;
import java.util.Optional;

/** Writes the fields of one action's result. Stateless. */
public interface AnswerForm {

  /**
   * Writes every field but RequestId.
   *
   * @throws io.palimpsest.platform.error.CallFailure when there is nothing to tell
   */
  void write(JsonGenerator json, Reading reading, Selection selection) throws IOException;

  /** Whether text has to be read; else finding it is enough. */
  default boolean readsText() {
    return true;
  }

  /** Name of the study that looks closer at what was read; empty where text alone is told. */
  default Optional<String> study(Selection selection) {
    return Optional.empty();
  }

  /** How identification data is had of a reading; empty where the action reads none. */
  default Optional<IdentityForm> identity() {
    return Optional.empty();
  }

  /** The field names it may write, for the reference page. */
  String fields();
}
