package io.palimpsest.tenantadmin;

import io.palimpsest.platform.consent.ConsentRefused;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.rights.Asker;
import io.palimpsest.platform.rights.RightsAct;
import io.palimpsest.platform.rights.Verification;
import io.palimpsest.platform.subjects.DocumentNumber;
import io.palimpsest.platform.subjects.EndUserReference;
import io.palimpsest.platform.subjects.FieldName;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.subjects.ReferenceUnusable;
import java.util.function.Supplier;

/** Reads what end users ask for out of the JSON that was sent. */
final class RightsForms {
  private RightsForms() {}

  static Asker asker(Form form) {
    if (form.values().containsKey("endUser") == form.values().containsKey("document")) {
      throw ConsentRefused.invalid("either endUser or document is given, and only one");
    }
    if (form.values().containsKey("endUser")) {
      return told(() -> new Asker.ByReference(new EndUserReference(form.text("endUser"))));
    }
    Form document = form.object("document");
    return told(
        () ->
            new Asker.ByDocument(
                new DocumentNumber(
                    document.text("issuer"), document.text("kind"), document.text("number"))));
  }

  static RightsAct act(Form form) {
    return switch (form.text("kind")) {
      case "withdraw" -> new RightsAct.Withdraw(purpose(form));
      case "consent" -> new RightsAct.Consent(purpose(form));
      case "access" -> new RightsAct.Access();
      case "correct" ->
          told(
              () ->
                  new RightsAct.Correct(
                      CallId.parse(form.text("item")),
                      new FieldName(form.text("field")),
                      form.text("value")));
      case "erase" -> new RightsAct.Erase();
      case "restrict" -> new RightsAct.Restrict();
      case "unrestrict" -> new RightsAct.Unrestrict();
      case "child-data" -> new RightsAct.ChildData();
      default ->
          throw ConsentRefused.invalid(
              "kind is withdraw, consent, access, correct, erase, restrict, unrestrict or child-data");
    };
  }

  static Verification verification(Form form) {
    return new Verification(form.text("verifiedBy"), form.text("verifiedHow"));
  }

  private static Purpose purpose(Form form) {
    return told(() -> new Purpose(form.text("purpose")));
  }

  private static <T> T told(Supplier<T> make) {
    try {
      return make.get();
    } catch (ReferenceUnusable e) {
      throw ConsentRefused.invalid(e.message());
    } catch (IllegalArgumentException e) {
      // Its message may hold what was sent.
      throw ConsentRefused.invalid("item, field or purpose is not well-formed");
    }
  }
}
