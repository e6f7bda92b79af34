package io.palimpsest.policy;

/** A language that policies are written in. */
public enum Language {
  EN("en"),
  ZH("zh-CN");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** The BCP 47 tag, such as {@code zh-CN}. */
  public String tag() {
    return tag;
  }
}
