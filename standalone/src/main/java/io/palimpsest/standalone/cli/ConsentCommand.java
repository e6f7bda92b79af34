package io.palimpsest.standalone.cli;

import io.palimpsest.platform.consent.Consents;
import io.palimpsest.platform.consent.Party;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.PolicyVersion;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.launch.RehearsalClock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code consent}: what tenants agree to and attest. Every act is kept, with who said it. */
@Command(
    name = "consent",
    description =
        "Accept a policy, attest end users' consent, take either back, see how one stands.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AttestCommand.class,
      RequestCommand.class,
      ReceiptCommand.class,
      VerifyCommand.class
    })
final class ConsentCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
  }

  @Command(
      name = "party",
      description = "Say who answers for the end users' data; every consent record names it.",
      mixinStandardHelpOptions = true)
  void party(
      @Mixin AccountsOption accounts,
      @Mixin ByOption by,
      @Parameters(paramLabel = "TENANT") TenantId tenant,
      @Option(names = "--name", required = true, paramLabel = "NAME") String name,
      @Option(names = "--address", required = true, paramLabel = "ADDRESS") String address,
      @Option(
              names = "--contact",
              required = true,
              paramLabel = "CONTACT",
              description = "How an end user reaches it.")
          String contact,
      @Option(names = "--type", paramLabel = "TYPE", defaultValue = "company") String type,
      @Option(names = "--email", paramLabel = "EMAIL") @Nullable String email,
      @Option(names = "--url", paramLabel = "URL") @Nullable String url,
      @Option(names = "--phone", paramLabel = "PHONE") @Nullable String phone) {
    accounts.consents(
        all ->
            all.introduce(
                tenant,
                by.attester(),
                new Party(
                    name,
                    address,
                    contact,
                    type,
                    Optional.ofNullable(email),
                    Optional.ofNullable(url),
                    Optional.ofNullable(phone))));
    say(name + " answers for the data of " + tenant + "'s end users.");
  }

  @Command(
      name = "accept",
      description = "Accept the policy version that is in force or announced.",
      mixinStandardHelpOptions = true)
  void accept(
      @Mixin AccountsOption accounts,
      @Mixin ByOption by,
      @Parameters(paramLabel = "TENANT") TenantId tenant,
      @Option(
              names = "--policy-version",
              paramLabel = "VERSION",
              description = "By default the one that the tenant is asked to accept.")
          @Nullable PolicyVersion version) {
    PolicyModule accepted =
        accounts.consents(
            all -> {
              PolicyModule module = wanted(all, tenant, version);
              all.accept(tenant, by.attester(), module.ref(), module.hash());
              return module;
            });
    say(tenant + " accepted " + accepted.ref() + ", SHA-256 " + accepted.hash());
  }

  @Command(
      name = "object",
      description = "Object to an announced version, such as one with a new sub-processor.",
      mixinStandardHelpOptions = true)
  void object(
      @Mixin AccountsOption accounts,
      @Mixin ByOption by,
      @Parameters(paramLabel = "TENANT") TenantId tenant,
      @Option(names = "--policy-version", required = true, paramLabel = "VERSION")
          PolicyVersion version,
      @Option(names = "--reason", required = true, paramLabel = "WHY") String reason) {
    accounts.consents(
        all ->
            all.object(
                tenant,
                by.attester(),
                new PolicyRef(all.tenant(tenant).policy(), version),
                reason));
    say("The objection stands. Calls are refused once the version is in force.");
  }

  @Command(
      name = "revoke",
      description = "Take an attestation back; calls that stand on it are refused within a second.",
      mixinStandardHelpOptions = true)
  void revoke(
      @Mixin AccountsOption accounts,
      @Mixin ByOption by,
      @Parameters(paramLabel = "APPID") AppId appId,
      @Parameters(paramLabel = "ATTESTATION") String id) {
    accounts.consents(all -> all.revoke(owner(accounts, appId), by.attester(), id));
    say(id + " is revoked.");
  }

  @Command(
      name = "debug",
      description = "Let copies of uploads be kept for finding a fault, where the policy has that.",
      mixinStandardHelpOptions = true)
  void debug(
      @Mixin AccountsOption accounts,
      @Mixin ByOption by,
      @Parameters(paramLabel = "TENANT") TenantId tenant,
      @Option(names = "--until", paramLabel = "TIME", description = "Without it: no longer.")
          @Nullable Instant until) {
    accounts.consents(
        all ->
            until == null
                ? all.optOut(tenant, by.attester())
                : all.optIn(tenant, by.attester(), until));
    say(until == null ? "No copies are kept." : "Copies may be kept until " + until);
  }

  @Command(
      name = "period",
      description = "Keep data of one class for one of the shorter periods that the policy lists.",
      mixinStandardHelpOptions = true)
  void period(
      @Mixin AccountsOption accounts,
      @Mixin ByOption by,
      @Parameters(paramLabel = "TENANT") TenantId tenant,
      @Parameters(paramLabel = "CLASS", description = "Such as identification.")
          DataClass dataClass,
      @Parameters(
              paramLabel = "PERIOD",
              arity = "0..1",
              description = "Such as P7D; without it the policy's own.")
          @Nullable String period) {
    accounts.consents(
        all ->
            period == null
                ? all.restore(tenant, by.attester(), dataClass)
                : all.shorten(tenant, by.attester(), dataClass, parsed(period)));
    say(dataClass.key() + " is kept " + (period == null ? "as the policy says" : period));
  }

  @Command(
      name = "status",
      description = "How a tenant stands to its policy, what is coming, what ends soon.",
      mixinStandardHelpOptions = true)
  void status(@Mixin AccountsOption accounts, @Parameters(paramLabel = "TENANT") TenantId tenant) {
    ConsentViews.outlook(
        accounts.consents(all -> all.outlook(tenant)), spec.commandLine().getOut());
  }

  @Command(
      name = "list",
      description = "An AppID's attestations, ended ones included.",
      mixinStandardHelpOptions = true)
  void list(@Mixin AccountsOption accounts, @Parameters(paramLabel = "APPID") AppId appId) {
    ConsentViews.attestations(
        appId,
        accounts.consents(all -> all.history(owner(accounts, appId))),
        RehearsalClock.ofThisProcess().instant(),
        spec.commandLine().getOut());
  }

  @Command(
      name = "requests",
      description = "What a tenant's end users asked for, and how far it is.",
      mixinStandardHelpOptions = true)
  void requests(
      @Mixin AccountsOption accounts, @Parameters(paramLabel = "TENANT") TenantId tenant) {
    RequestViews.list(
        accounts.rights(rights -> rights.requests(tenant)), spec.commandLine().getOut());
  }

  @Command(
      name = "resume",
      description = "Go on with a request that a store left open.",
      mixinStandardHelpOptions = true)
  void resume(
      @Mixin AccountsOption accounts,
      @Parameters(paramLabel = "TENANT") TenantId tenant,
      @Parameters(paramLabel = "REQUEST") String id) {
    RequestViews.request(
        accounts.rights(rights -> rights.resume(tenant, id)).request(),
        spec.commandLine().getOut());
  }

  @Command(
      name = "key",
      description = "The public keys that receipts are checked with, the newest first.",
      mixinStandardHelpOptions = true)
  void key(@Mixin AccountsOption accounts) {
    accounts.desk(desk -> desk.receipts().published()).forEach(key -> say(key.jwk()));
  }

  @Command(
      name = "history",
      description = "All that a tenant ever said, and who said it.",
      mixinStandardHelpOptions = true)
  void history(@Mixin AccountsOption accounts, @Parameters(paramLabel = "TENANT") TenantId tenant) {
    ConsentViews.history(
        accounts.consents(all -> all.history(tenant)), spec.commandLine().getOut());
  }

  private static RetentionPeriod parsed(String period) {
    try {
      return RetentionPeriod.parse(period);
    } catch (java.time.DateTimeException e) {
      throw new UserError("a period is written like P7D", e);
    }
  }

  private static TenantId owner(AccountsOption accounts, AppId appId) {
    return accounts.with((all, _) -> all.application(appId).tenant());
  }

  private static PolicyModule wanted(
      Consents all, TenantId tenant, @Nullable PolicyVersion version) {
    Optional<PolicyModule> asked =
        version == null
            ? all.outlook(tenant).wanted()
            : all.offered(tenant).stream()
                .filter(module -> module.ref().version().equals(version))
                .findFirst();
    return asked.orElseThrow(
        () ->
            new UserError(
                version == null
                    ? "nothing is to be accepted"
                    : "version " + version + " is neither in force nor announced"));
  }

  private void say(String text) {
    spec.commandLine().getOut().println(text);
  }
}
