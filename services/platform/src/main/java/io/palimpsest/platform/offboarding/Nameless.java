package io.palimpsest.platform.offboarding;

import static io.palimpsest.platform.offboarding.Departure.ERASED;

import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentNotice;
import io.palimpsest.platform.consent.Party;
import io.palimpsest.platform.rights.Verification;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.Attester;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the names out of what a tenant that left said, so that what it said can stay for its
 * period: people become numbers that hold within this one tenant, and nobody keeps which is who.
 * For one tenant and one thread.
 */
public final class Nameless {
  /** As whom this software itself speaks. */
  private static final String PLATFORM = "palimpsest";

  private final Map<String, String> people = new HashMap<>();

  /** Whoever said it, in the same capacity. */
  public Attester person(Attester by) {
    return new Attester(person(by.id()), by.capacity());
  }

  /** The same act; free words of the tenant that may name somebody are gone. */
  public ConsentAct act(ConsentAct act) {
    return switch (act) {
      case ConsentAct.Introduced(Party party) ->
          new ConsentAct.Introduced(
              new Party(
                  ERASED,
                  ERASED,
                  ERASED,
                  party.type(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty()));
      case ConsentAct.Objected(var policy, _) -> new ConsentAct.Objected(policy, ERASED);
      case ConsentAct.Attested(var app, Attestation attestation, ConsentNotice notice) ->
          new ConsentAct.Attested(
              app,
              saidBySomebody(attestation),
              new ConsentNotice(notice.language(), Optional.empty(), Optional.empty()));
      case ConsentAct.Moved _,
          ConsentAct.Accepted _,
          ConsentAct.Revoked _,
          ConsentAct.OptedIn _,
          ConsentAct.OptedOut _,
          ConsentAct.Shortened _,
          ConsentAct.Restored _,
          ConsentAct.Cleared _,
          ConsentAct.Left _,
          ConsentAct.EndTold _ ->
          act;
    };
  }

  private Attestation saidBySomebody(Attestation said) {
    return new Attestation(
        said.id(),
        person(said.by()),
        said.interfaces(),
        said.scope(),
        said.jurisdictions(),
        said.howObtained(),
        said.text(),
        said.from(),
        said.until(),
        said.revokedAt());
  }

  /** Whoever looked who asked; how they did is the tenant's own words. */
  public Verification verification(Verification verification) {
    return new Verification(person(verification.by()), ERASED);
  }

  private String person(String name) {
    return name.equals(PLATFORM)
        ? name
        : people.computeIfAbsent(name, _ -> "person " + (people.size() + 1));
  }
}
