package io.palimpsest.gateway.protocol;

import java.util.Arrays;
import java.util.Optional;

/** The languages in which an error can be explained. */
public enum Language {
  CHINESE("zh-CN"),
  ENGLISH("en-US");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** As it stands in {@code X-TC-Language}. */
  public String tag() {
    return tag;
  }

  /** Empty when the tag is none of ours. */
  public static Optional<Language> of(String tag) {
    return Arrays.stream(values())
        .filter(language -> language.tag.equalsIgnoreCase(tag.strip()))
        .findFirst();
  }
}
