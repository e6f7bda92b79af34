package io.palimpsest.platform.offboarding;

import io.palimpsest.platform.admins.AdminAccount;
import io.palimpsest.platform.admins.AdminStore;
import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentHistory;
import io.palimpsest.platform.consent.ConsentRefused;
import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.consent.ConsentStore.Draft;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.credentials.Directory;
import io.palimpsest.platform.holds.Hold;
import io.palimpsest.platform.holds.HoldScope;
import io.palimpsest.platform.holds.Holds;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.Attester;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is done in the control plane. */
record ControlSteps(
    DepartureStore departures,
    ControlStore accounts,
    AdminStore admins,
    ConsentStore consents,
    Holds holds,
    Duration over,
    Clock clock) {

  StepState perform(Departure departure, Step step) {
    return switch (step) {
      case STOP_CALLS -> done("calls are refused"); // they were with the wish
      case CALLS_IN_FLIGHT -> callsInFlight(departure);
      case GRACE -> grace(departure);
      case RETIRE -> retire(departure);
      case SIGN_INS -> signIns(departure.leaver());
      case ATTESTATIONS -> attestations(departure);
      case ACCOUNT_DATA -> accountData(departure.leaver());
      case FINAL_STATEMENT, IDENTIFICATION, DEBUG_COPIES, UPLOADS, PSEUDONYM_KEYS ->
          throw new IllegalArgumentException(step.key() + " is done in a region");
    };
  }

  /** A gateway may go on for as long as what it knows of keys is fresh. */
  private StepState callsInFlight(Departure departure) {
    Instant stopped = departure.state(new StepId(Step.STOP_CALLS, Optional.empty())).since();
    Instant end = stopped.plus(Directory.FRESH_FOR).plus(over);
    return clock.instant().isBefore(end)
        ? waiting("for calls that have until " + end)
        : done("no call is under work");
  }

  private StepState grace(Departure departure) {
    return clock.instant().isBefore(departure.eraseAfter())
        ? waiting("erasing begins at " + departure.eraseAfter())
        : done("erasing has begun");
  }

  private StepState retire(Departure departure) {
    departures.retire(departure.leaver(), clock.instant());
    return done("its keys are erased, and nothing of its names is given again");
  }

  private StepState signIns(Leaver leaver) {
    for (AdminAccount each : admins.accounts(leaver.tenant())) {
      boolean leaves =
          leaver instanceof Leaver.OfTenant
              || leaver.equals(new Leaver.OfAccount(each.tenant(), each.email()));
      if (leaves && each.enabled()) {
        admins.save(
            new AdminAccount(
                each.email(),
                each.tenant(),
                each.capacity(),
                each.role(),
                each.passwordHash(),
                false,
                each.created()));
      }
    }
    return done("nobody signs in, and no token is good");
  }

  private StepState attestations(Departure departure) {
    Leaver leaver = departure.leaver();
    Instant now = clock.instant();
    ConsentHistory history = consents.history(leaver.tenant());
    int revoked = 0;
    for (Map.Entry<AppId, List<Attestation>> each : history.attestations().entrySet()) {
      if (leaver instanceof Leaver.OfTenant
          || leaver.equals(new Leaver.OfApplication(leaver.tenant(), each.getKey()))) {
        for (Attestation attestation : each.getValue()) {
          if (attestation.revokedAt().isEmpty() && attestation.until().isAfter(now)) {
            say(
                leaver.tenant(),
                departure.by(),
                new ConsentAct.Revoked(each.getKey(), attestation.id()));
            revoked++;
          }
        }
      }
    }
    if (leaver instanceof Leaver.OfTenant) {
      say(leaver.tenant(), departure.by(), new ConsentAct.Left());
    }
    return done(revoked + " were taken back");
  }

  /** Says it unless it was said. */
  private void say(TenantId tenant, Attester by, ConsentAct act) {
    try {
      consents.append(
          tenant,
          history -> {
            if (history.entries().stream().anyMatch(entry -> entry.act().equals(act))) {
              throw ConsentRefused.conflict("it was said already");
            }
            return new Draft(clock.instant().truncatedTo(ChronoUnit.MILLIS), by, act);
          });
    } catch (ConsentRefused e) {
      // another process was faster
    }
  }

  /** The last step: what it takes away goes with the note that it is done. */
  private StepState accountData(Leaver leaver) {
    if (leaver instanceof Leaver.OfTenant(TenantId tenant)) {
      Optional<Hold> held =
          holds.inForce().stream().filter(each -> names(each, tenant)).findFirst();
      if (held.isPresent()) {
        return new StepState.Held(text(held.get()), clock.instant());
      }
    }
    boolean clearing =
        consents.openRevocations().stream()
            .anyMatch(
                each ->
                    leaver instanceof Leaver.OfTenant(TenantId tenant)
                        && each.tenant().equals(tenant));
    return clearing
        ? waiting("until what stood on its attestations is seen to be gone")
        : done("names, addresses and accounts are erased");
  }

  /** A hold that finds its AppIDs or end users by the tenant's name would lose them. */
  private static boolean names(Hold hold, TenantId tenant) {
    return switch (hold.scope()) {
      case HoldScope.OfTenant(TenantId held) -> held.equals(tenant);
      case HoldScope.OfEndUser(TenantId held, _) -> held.equals(tenant);
      case HoldScope.OfApplication _, HoldScope.OfCall _ -> false;
    };
  }

  private static String text(Hold hold) {
    return "hold " + hold.id() + " until " + hold.until() + ", " + hold.basis();
  }

  private StepState waiting(String why) {
    return new StepState.Waiting(why, clock.instant());
  }

  private StepState done(String why) {
    return new StepState.Done(why, clock.instant());
  }
}
