package io.palimpsest;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who may know whom. The order is that of the parent pom and of the map in the README; a new module
 * enters itself here.
 */
class ArchitectureTest {
  /** Modules by their root package: a lower line may know a higher one, never the reverse. */
  private static final List<String> MAP =
      List.of(
          "io.palimpsest.policy",
          "io.palimpsest.migrations",
          "io.palimpsest.ocr",
          "io.palimpsest.documents",
          "io.palimpsest.ocr.fuzz",
          "io.palimpsest.node.api",
          "io.palimpsest.node",
          "io.palimpsest.evidence",
          "io.palimpsest.reportpdf",
          "io.palimpsest.platform",
          "io.palimpsest.platform.testkit",
          "io.palimpsest.embedded",
          "io.palimpsest.stores",
          "io.palimpsest.gateway",
          "io.palimpsest.retention",
          "io.palimpsest.tenantadmin",
          "io.palimpsest.verify",
          "io.palimpsest.standalone",
          "io.palimpsest.bench");

  private static JavaClasses all;

  @BeforeAll
  static void readTheClasses() {
    all =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.palimpsest");
  }

  @Test
  void everyClassShouldBelongToAModuleOfTheMap() {
    Set<String> strangers =
        all.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> MAP.stream().noneMatch(module -> isIn(name, module)))
            .collect(java.util.stream.Collectors.toSet());

    assertThat(strangers).as("packages outside every module of the map").isEmpty();
  }

  @Test
  void noModuleShouldKnowOneBelowItOnTheMap() {
    for (String module : MAP) {
      List<String> below = MAP.subList(MAP.indexOf(module) + 1, MAP.size());
      for (String lower : below) {
        noClasses()
            .that(areIn(module))
            .should(dependOnClassesThat(areIn(lower)))
            .because("arrows on the map point upwards only")
            .allowEmptyShould(true)
            .check(all);
      }
    }
  }

  @Test
  void policyMigrationsOcrAndEvidenceShouldKnowNobody() {
    for (String module :
        List.of(
            "io.palimpsest.policy",
            "io.palimpsest.migrations",
            "io.palimpsest.ocr",
            "io.palimpsest.evidence")) {
      knowsOnly(module, module);
    }
  }

  @Test
  void adaptersAndServicesShouldKnowThePlatformAndNotEachOther() {
    knowsOnly(
        "io.palimpsest.platform",
        "io.palimpsest.platform",
        "io.palimpsest.evidence",
        "io.palimpsest.policy",
        "io.palimpsest.ocr");
    knowsOnly("io.palimpsest.reportpdf", "io.palimpsest.reportpdf", "io.palimpsest.evidence");
    knowsOnly("io.palimpsest.embedded", "io.palimpsest.embedded");
    knowsOnly("io.palimpsest.verify", "io.palimpsest.verify", "io.palimpsest.evidence");
    knowsOnly("io.palimpsest.node.api", "io.palimpsest.node.api");
    knowsOnly("io.palimpsest.documents", "io.palimpsest.documents", "io.palimpsest.ocr");
    knowsOnly(
        "io.palimpsest.node",
        "io.palimpsest.node",
        "io.palimpsest.node.api",
        "io.palimpsest.ocr",
        "io.palimpsest.documents");
    for (String module :
        List.of(
            "io.palimpsest.stores",
            "io.palimpsest.gateway",
            "io.palimpsest.retention",
            "io.palimpsest.tenantadmin")) {
      knowsOnly(
          module,
          module,
          "io.palimpsest.platform",
          "io.palimpsest.evidence",
          "io.palimpsest.policy",
          "io.palimpsest.ocr",
          "io.palimpsest.documents",
          "io.palimpsest.documents",
          "io.palimpsest.migrations");
    }
  }

  @Test
  void onlyStandaloneShouldStartEmbeddedStores() {
    noClasses()
        .that(areIn("io.palimpsest.embedded").or(areIn("io.palimpsest.standalone")).negate())
        .should(dependOnClassesThat(areIn("io.palimpsest.embedded")))
        .because("production runs on stores that are already there")
        .check(all);
  }

  @Test
  void theKitShouldNotBeAPartOfTheProduct() {
    noClasses()
        .that(not(areIn("io.palimpsest.platform.testkit")))
        .should(dependOnClassesThat(areIn("io.palimpsest.platform.testkit")))
        .check(all);
  }

  @Test
  void theDomainShouldBePlainJava() {
    noClasses()
        .that(
            areIn("io.palimpsest.policy")
                .or(areIn("io.palimpsest.ocr"))
                .or(areIn("io.palimpsest.documents"))
                .or(areIn("io.palimpsest.evidence"))
                .or(areIn("io.palimpsest.platform")))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.micronaut..",
                "jakarta..",
                "javax.sql..",
                "java.sql..",
                "io.netty..",
                "com.mysql..",
                "co.elastic..",
                "io.minio..",
                "okhttp3..",
                "org.flywaydb..",
                "com.sun.net.httpserver..",
                "java.net.http.."))
        .because("HTTP, SQL and frameworks belong to adapters")
        .check(all);
  }

  @Test
  void internalPackagesShouldStayInTheirModule() {
    classes().should(reachIntoNoOtherModulesInternals()).check(all);
  }

  @Test
  void featuresOfAModuleShouldNotGoInCircles() {
    // The sealed error families are every feature's; and platform.call is the use case above the
    // others.
    for (String module :
        List.of(
            "io.palimpsest.policy",
            "io.palimpsest.evidence",
            "io.palimpsest.stores",
            "io.palimpsest.retention")) {
      slices()
          .matching(module + ".(*)..")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .check(all);
    }
  }

  @Test
  void nobodyShouldLogPastSlf4j() {
    noClasses().should().dependOnClassesThat(resideInAPackage("java.util.logging..")).check(all);
    noClasses()
        .that(resideOutsideOfPackages("io.palimpsest.standalone..", "io.palimpsest.verify.."))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(all);
  }

  @Test
  void timeShouldComeFromAClockWhereverItDecides() {
    noClasses()
        .that(
            areIn("io.palimpsest.policy")
                .or(areIn("io.palimpsest.documents"))
                .or(areIn("io.palimpsest.evidence"))
                .or(areIn("io.palimpsest.platform"))
                .or(areIn("io.palimpsest.stores"))
                .or(areIn("io.palimpsest.gateway"))
                .or(areIn("io.palimpsest.retention"))
                .or(areIn("io.palimpsest.tenantadmin")))
        .should(askTheWallClock())
        .because("a test must be able to stand at the boundary of a day")
        .check(all);
  }

  private static ArchCondition<JavaClass> askTheWallClock() {
    Set<String> clocks =
        Set.of(
            Instant.class.getName(),
            LocalDate.class.getName(),
            LocalDateTime.class.getName(),
            ZonedDateTime.class.getName(),
            OffsetDateTime.class.getName());
    return new ArchCondition<>("ask the wall clock") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        for (JavaAccess<?> access : item.getAccessesFromSelf()) {
          String owner = access.getTargetOwner().getName();
          boolean bareNow =
              access.getName().equals("now")
                  && clocks.contains(owner)
                  && access
                      .getTarget()
                      .getFullName()
                      .matches(".*\\.now\\((java\\.time\\.ZoneId)?\\)");
          boolean millis =
              owner.equals("java.lang.System") && access.getName().equals("currentTimeMillis");
          if (bareNow || millis) {
            events.add(SimpleConditionEvent.satisfied(item, access.getDescription()));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaClass> reachIntoNoOtherModulesInternals() {
    return new ArchCondition<>("reach into no other module's internal packages") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass();
          boolean internal =
              target.getPackageName().matches("io\\.palimpsest\\..*\\.internal(\\..*)?");
          if (internal && !moduleOf(item).equals(moduleOf(target))) {
            events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static void knowsOnly(String module, String... known) {
    noClasses()
        .that(areIn(module))
        .should(
            dependOnClassesThat(
                resideInAPackage("io.palimpsest..")
                    .and(
                        new com.tngtech.archunit.base.DescribedPredicate<JavaClass>(
                            "in none of " + List.of(known)) {
                          @Override
                          public boolean test(JavaClass other) {
                            return !List.of(known).contains(moduleOf(other));
                          }
                        })))
        .allowEmptyShould(true)
        .check(all);
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> areIn(String module) {
    return new com.tngtech.archunit.base.DescribedPredicate<>("in module " + module) {
      @Override
      public boolean test(JavaClass item) {
        return moduleOf(item).equals(module);
      }
    };
  }

  /**
   * The module with the longest root package that holds the class; empty for a class that is not
   * ours.
   */
  private static String moduleOf(JavaClass item) {
    return MAP.stream()
        .filter(module -> isIn(item.getPackageName(), module))
        .max(java.util.Comparator.comparingInt(String::length))
        .orElse("");
  }

  private static boolean isIn(String packageName, String module) {
    return packageName.equals(module) || packageName.startsWith(module + ".");
  }
}
