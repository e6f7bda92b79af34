package io.palimpsest.platform.evidence;

import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyRef;

/** How leaves write what has a longer name elsewhere. */
public final class LeafWords {
  private LeafWords() {}

  /** A class of data: short for those of which every call has some. */
  public static String of(DataClass dataClass) {
    return switch (dataClass) {
      case UPLOAD_AND_RESULT -> "upload";
      case IDENTIFICATION -> "identity";
      default -> dataClass.key();
    };
  }

  /** A version of a module: {@code tencent-ocr-1.0.0}. */
  public static String of(PolicyRef policy) {
    return policy.id() + "-" + policy.version();
  }
}
