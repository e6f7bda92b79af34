package io.palimpsest.platform.consent;

import java.util.Locale;
import java.util.Optional;

/**
 * How end users were told what they consented to; a consent record must say it.
 *
 * @param language of the text, as a BCP 47 tag such as {@code de}
 * @param url where the text can be read
 * @param impactAssessment where the assessment of the risks is kept (GDPR art. 35; PIPL art. 55)
 */
public record ConsentNotice(
    String language, Optional<String> url, Optional<String> impactAssessment) {
  public ConsentNotice {
    Words.check("language", language);
    if (Locale.forLanguageTag(language).getLanguage().isEmpty()) {
      throw ConsentRefused.invalid("language: a tag such as en or zh-CN");
    }
    url.ifPresent(text -> Words.check("url", text));
    impactAssessment.ifPresent(text -> Words.check("impact assessment", text));
  }
}
