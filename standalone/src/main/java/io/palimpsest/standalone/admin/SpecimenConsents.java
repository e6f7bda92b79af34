package io.palimpsest.standalone.admin;

import io.palimpsest.platform.consent.AttestationDraft;
import io.palimpsest.platform.consent.ConsentHistory;
import io.palimpsest.platform.consent.ConsentNeeds;
import io.palimpsest.platform.consent.ConsentNotice;
import io.palimpsest.platform.consent.Consents;
import io.palimpsest.platform.consent.Party;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.decision.AgeAssurance;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.policy.decision.TextReference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Consents for specimen documents, which tell of nobody: what a tenant needs to try things with,
 * and nothing that would let data of real people be kept.
 */
public final class SpecimenConsents {
  /** The text that stands for a consent here. */
  static final String TEXT =
      "Only specimen documents are sent: they show nobody, so there is nobody to ask.";

  /** No country: the code that CLDR gives to an unknown one. */
  private static final String NOWHERE = "ZZ";

  private static final Duration LIFE = Duration.ofDays(365);
  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
  private static final Party NOBODY =
      new Party(
          "Palimpsest demonstration",
          "this machine",
          "whoever started it",
          "demonstration",
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private final Consents consents;
  private final PolicyLibrary policies;
  private final Clock clock;
  private final Attester by;

  /**
   * @param by in whose name, such as {@code palimpsest up}
   */
  public SpecimenConsents(Consents consents, PolicyLibrary policies, Clock clock, String by) {
    this.consents = consents;
    this.policies = policies;
    this.clock = clock;
    this.by = new Attester(by, "demonstration with specimen documents only");
  }

  /** Accepts the policy in force and attests what it asks for, as far as that was not done. */
  public void ensure(TenantId tenant, AppId appId) {
    PolicyModule policy = policies.module(consents.tenant(tenant).policy());
    ConsentHistory history = consents.history(tenant);
    if (history.party().isEmpty()) {
      consents.introduce(tenant, by, NOBODY);
    }
    if (history.accepted().filter(yes -> yes.hash().equals(policy.hash())).isEmpty()) {
      consents.accept(tenant, by, policy.ref(), policy.hash());
    }
    for (ConsentNeeds need : ConsentNeeds.of(policy)) {
      if (!isAttested(history, appId, need)) {
        attest(tenant, appId, policy, need);
      }
    }
  }

  private boolean isAttested(ConsentHistory history, AppId appId, ConsentNeeds need) {
    Instant soon = clock.instant().plus(RENEWED_BEFORE);
    return history.attestations(appId).stream()
        .anyMatch(
            each ->
                each.scope().equals(need.scope())
                    && each.interfaces().containsAll(need.interfaces())
                    && each.endsAt().isAfter(soon));
  }

  private void attest(TenantId tenant, AppId appId, PolicyModule policy, ConsentNeeds need) {
    consents.attest(
        tenant,
        by,
        appId,
        new AttestationDraft(
            need.interfaces(),
            need.scope(),
            Map.of(NOWHERE, new AgeAssurance.MinimumAge(policy.ages().in(NOWHERE).alone())),
            "not needed: specimen documents show nobody",
            new TextReference("1", sha256(TEXT.getBytes(StandardCharsets.UTF_8))),
            new ConsentNotice("en", Optional.empty(), Optional.empty()),
            Optional.empty(),
            clock.instant().plus(LIFE)));
  }

  /** The hash by which a text is named. */
  public static String sha256(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
