package io.palimpsest.gateway.answers;

import io.palimpsest.ocr.Reading;
import io.palimpsest.platform.call.Identity;
import java.util.Optional;

/** How an action's reading tells who its end user is. Stateless. */
public interface IdentityForm {

  /** Name of the study that finds all that may be kept. */
  String study();

  /** What was read beyond doubt; empty when there is any. */
  Optional<Identity> of(Reading reading);
}
