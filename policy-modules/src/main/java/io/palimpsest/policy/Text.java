package io.palimpsest.policy;

/**
 * The same words in every language that a policy is shown in. Where the two differ, the English
 * ones hold.
 */
public record Text(String en, String zh) {
  public Text {
    if (en.isBlank() || zh.isBlank()) {
      throw new IllegalArgumentException("a text must say something in English and in Chinese");
    }
  }

  public String in(Language language) {
    return switch (language) {
      case EN -> en;
      case ZH -> zh;
    };
  }
}
