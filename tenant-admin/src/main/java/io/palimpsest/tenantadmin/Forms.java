package io.palimpsest.tenantadmin;

import io.palimpsest.platform.consent.AttestationDraft;
import io.palimpsest.platform.consent.ConsentNotice;
import io.palimpsest.platform.consent.ConsentRefused;
import io.palimpsest.platform.consent.Party;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.decision.AgeAssurance;
import io.palimpsest.policy.decision.ConsentScope;
import io.palimpsest.policy.decision.TextReference;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Reads what the use cases take out of the JSON that was sent. */
final class Forms {
  private Forms() {}

  static Party party(Form form) {
    return new Party(
        form.text("name"),
        form.text("address"),
        form.text("contact"),
        form.optionalText("type").orElse("company"),
        form.optionalText("email"),
        form.optionalText("url"),
        form.optionalText("phone"));
  }

  static AttestationDraft attestation(Form form) {
    Set<String> interfaces = new HashSet<>(form.texts("interfaces"));
    Form text = form.object("text");
    return new AttestationDraft(
        interfaces,
        scope(form),
        jurisdictions(form.object("jurisdictions")),
        form.text("howObtained"),
        told(() -> new TextReference(text.text("version"), text.text("sha256"))),
        new ConsentNotice(
            text.text("language"), text.optionalText("url"), form.optionalText("impactAssessment")),
        form.optionalTime("from"),
        form.time("until"));
  }

  /** One use or one transfer: there is no form for more than one. */
  private static ConsentScope scope(Form form) {
    if (form.values().containsKey("use") == form.values().containsKey("transfer")) {
      throw ConsentRefused.invalid("either use or transfer is given, and only one");
    }
    if (form.values().containsKey("transfer")) {
      return new ConsentScope.Transfer(form.text("transfer"));
    }
    Form use = form.object("use");
    return new ConsentScope.Use(dataClass(use.text("class")), use.text("purpose"));
  }

  private static Map<String, AgeAssurance> jurisdictions(Form form) {
    Map<String, AgeAssurance> all = new HashMap<>();
    for (String home : form.values().keySet()) {
      Form age = form.object(home);
      int from = age.number("from");
      all.put(
          home,
          told(
              () ->
                  age.flag("parental")
                      ? new AgeAssurance.ParentalConsent(from)
                      : new AgeAssurance.MinimumAge(from)));
    }
    return all;
  }

  static DataClass dataClass(String key) {
    try {
      return DataClass.of(key);
    } catch (IllegalArgumentException e) {
      throw ConsentRefused.invalid("there is no such class of data");
    }
  }

  static RetentionPeriod period(String text) {
    try {
      return RetentionPeriod.parse(text);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw ConsentRefused.invalid("a period is written like P7D");
    }
  }

  private static <T> T told(Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      throw ConsentRefused.invalid(String.valueOf(e.getMessage()));
    }
  }
}
