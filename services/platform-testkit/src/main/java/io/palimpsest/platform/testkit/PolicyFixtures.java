package io.palimpsest.platform.testkit;

import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.PolicyVersion;
import io.palimpsest.policy.Text;
import io.palimpsest.policy.terms.SubProcessor;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Policies that are about to change. */
public final class PolicyFixtures {
  /** The first version of the default profile. */
  public static final PolicyModule FIRST = PolicyLibrary.shipped().module("tencent-ocr");

  public static final LocalDate ANNOUNCED = LocalDate.parse("2027-02-01");
  public static final LocalDate EFFECTIVE = LocalDate.parse("2027-03-03");

  /** The next one: somebody new is to see uploads. */
  public static final PolicyModule SECOND = second();

  private PolicyFixtures() {}

  /** Both. */
  public static PolicyLibrary changing(java.time.InstantSource clock) {
    return new PolicyLibrary(List.of(FIRST, SECOND), clock);
  }

  private static PolicyModule second() {
    SubProcessor helper =
        new SubProcessor(
            "Helping Hands",
            "NL",
            new Text("Amsterdam", "阿姆斯特丹"),
            new Text("keeps the object store", "托管对象存储"),
            Set.of(DataClass.UPLOAD_AND_RESULT),
            new Text("none needed", "不需要"),
            List.of("ISO/IEC 27001"),
            EFFECTIVE,
            Set.of("eu-frankfurt"));
    return new PolicyModule(
        new PolicyRef(FIRST.id(), PolicyVersion.parse("2.0.0")),
        EFFECTIVE,
        Optional.of(ANNOUNCED),
        FIRST.title(),
        FIRST.summary(),
        FIRST.parties(),
        FIRST.acceptance(),
        FIRST.longestCall(),
        FIRST.staging(),
        FIRST.classes(),
        FIRST.families(),
        FIRST.ages(),
        FIRST.regions(),
        Map.of("helping-hands", helper),
        FIRST.transfers(),
        FIRST.backups(),
        FIRST.rights(),
        FIRST.statements(),
        FIRST.lineage(),
        "ef".repeat(32));
  }
}
