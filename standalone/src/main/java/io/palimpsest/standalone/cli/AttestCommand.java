package io.palimpsest.standalone.cli;

import io.palimpsest.platform.consent.AttestationDraft;
import io.palimpsest.platform.consent.ConsentNotice;
import io.palimpsest.platform.consent.Consents;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.decision.AgeAssurance;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.ConsentScope;
import io.palimpsest.policy.decision.TextReference;
import io.palimpsest.policy.terms.Family;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.admin.SpecimenConsents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code consent attest}: one use or one transfer; there is no tick for all. */
@Command(
    name = "attest",
    description =
        "Attest that an AppID's end users consented to one use of their data, or to one transfer.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "For example: palimpsest consent attest 1300000002 --by anna --as 'data protection officer'"
          + " --use upload-and-result:service --family identity --in DE:16 --in CN:8:parental"
          + " --how 'tick box before capture' --text consent.txt --text-version 2026-10 --language de --until 2027-11-01"
    })
final class AttestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private AccountsOption accounts = new AccountsOption();
  @Mixin private ByOption by = new ByOption();

  @Parameters(paramLabel = "APPID")
  private @Nullable AppId appId;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Scope scope = new Scope();

  @Option(
      names = "--interfaces",
      paramLabel = "ACTION",
      split = ",",
      description = "Actions by name.")
  private List<String> interfaces = List.of();

  @Option(
      names = "--family",
      paramLabel = "FAMILY",
      split = ",",
      description = "All actions of a family of the policy, such as general-text or identity.")
  private List<String> families = List.of();

  @Option(
      names = "--in",
      required = true,
      paramLabel = "COUNTRY:AGE[:parental]",
      split = ",",
      description =
          "Where the end users live (ISO 3166-1) and how old they are at least; parental: a parent"
              + " consented for whoever cannot.")
  private List<String> homes = List.of();

  @Option(
      names = "--how",
      required = true,
      paramLabel = "HOW",
      description = "How the consent is obtained.")
  private String how = "";

  @Option(
      names = "--text",
      required = true,
      paramLabel = "FILE",
      description = "The text that end users agree to; only its SHA-256 is kept.")
  private @Nullable Path text;

  @Option(names = "--text-version", required = true, paramLabel = "VERSION")
  private String version = "";

  @Option(
      names = "--language",
      required = true,
      paramLabel = "TAG",
      description = "Of the text, such as en or zh-CN.")
  private String language = "";

  @Option(names = "--text-url", paramLabel = "URL", description = "Where the text can be read.")
  private @Nullable String url;

  @Option(
      names = "--impact-assessment",
      paramLabel = "WHERE",
      description = "Where the assessment of the risks is kept.")
  private @Nullable String impactAssessment;

  @Option(names = "--from", paramLabel = "TIME", description = "By default from now on.")
  private @Nullable Instant from;

  @Option(names = "--until", required = true, paramLabel = "TIME")
  private @Nullable Instant until;

  /** What was consented to: exactly one of the two. */
  static final class Scope {
    @Option(
        names = "--use",
        paramLabel = "CLASS:PURPOSE",
        description = "Such as upload-and-result:service or identification:registration.")
    private @Nullable String use;

    @Option(names = "--transfer", paramLabel = "COUNTRY", description = "Where the data goes to.")
    private @Nullable String transfer;

    ConsentScope toScope() {
      String named = use;
      if (named == null) {
        return new ConsentScope.Transfer(String.valueOf(transfer));
      }
      int colon = named.indexOf(':');
      try {
        return new ConsentScope.Use(
            DataClass.of(named.substring(0, Math.max(0, colon))), named.substring(colon + 1));
      } catch (IllegalArgumentException e) {
        throw new UserError("--use is written like upload-and-result:service", e);
      }
    }
  }

  @Override
  public Integer call() {
    AppId app = java.util.Objects.requireNonNull(appId);
    TenantId tenant = accounts.with((all, _) -> all.application(app).tenant());
    Attestation given =
        accounts.consents(all -> all.attest(tenant, by.attester(), app, draft(all, tenant)));
    spec.commandLine().getOut().println(given.id() + " holds until " + given.until());
    return 0;
  }

  private AttestationDraft draft(Consents all, TenantId tenant) {
    Set<String> actions = new HashSet<>(interfaces);
    families.forEach(name -> actions.addAll(family(all, tenant, name).interfaces()));
    return new AttestationDraft(
        actions,
        scope.toScope(),
        jurisdictions(),
        how,
        reference(),
        new ConsentNotice(
            language, Optional.ofNullable(url), Optional.ofNullable(impactAssessment)),
        Optional.ofNullable(from),
        java.util.Objects.requireNonNull(until));
  }

  private static Family family(Consents all, TenantId tenant, String name) {
    Map<String, Family> families = all.offered(tenant).getFirst().families();
    Family family = families.get(name);
    if (family == null) {
      throw new UserError(
          "there is no family " + name + "; there are " + String.join(", ", families.keySet()));
    }
    return family;
  }

  private Map<String, AgeAssurance> jurisdictions() {
    Map<String, AgeAssurance> all = new HashMap<>();
    for (String home : homes) {
      if (!home.matches("[A-Z]{2}:\\d{1,3}(:parental)?")) {
        throw new UserError("--in is written like DE:16 or CN:8:parental");
      }
      String[] parts = home.split(":");
      int age = Integer.parseInt(parts[1]);
      all.put(
          parts[0],
          parts.length == 3
              ? new AgeAssurance.ParentalConsent(age)
              : new AgeAssurance.MinimumAge(age));
    }
    return all;
  }

  private TextReference reference() {
    try {
      return new TextReference(
          version,
          SpecimenConsents.sha256(Files.readAllBytes(java.util.Objects.requireNonNull(text))));
    } catch (IOException e) {
      throw UserError.of("the text cannot be read", e);
    }
  }
}
