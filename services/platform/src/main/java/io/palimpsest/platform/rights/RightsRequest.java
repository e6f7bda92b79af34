package io.palimpsest.platform.rights;

import io.palimpsest.platform.subjects.Erased;
import io.palimpsest.platform.subjects.IdentificationErasure.HeldBy;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.decision.Attester;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request and how far it is. Tells nothing of whose it is but pseudonyms.
 *
 * @param id unique
 * @param kind what is asked for, as {@link RightsAct#kind()} names it
 * @param purpose of a withdrawal, or of a consent given again
 * @param by the admin who entered it
 * @param due by when it must be done
 * @param parts one for each region where the tenant may have data
 */
public record RightsRequest(
    String id,
    TenantId tenant,
    String kind,
    Optional<String> purpose,
    Attester by,
    Verification verification,
    Instant received,
    Instant due,
    List<Part> parts) {
  public RightsRequest {
    parts = List.copyOf(parts);
  }

  /**
   * What was done in one region.
   *
   * @param names the end user's pseudonyms there
   * @param doneAt empty as long as a store did not answer
   * @param items how many items it was about
   * @param erased what was taken away
   * @param held the legal holds that kept something of it, which goes when they end
   */
  public record Part(
      Region region,
      List<Pseudonym> names,
      Optional<Instant> doneAt,
      int items,
      Erased erased,
      List<HeldBy> held) {
    public Part {
      names = List.copyOf(names);
      held = List.copyOf(held);
    }

    /** A part of which nothing is held. */
    public Part(
        Region region, List<Pseudonym> names, Optional<Instant> doneAt, int items, Erased erased) {
      this(region, names, doneAt, items, erased, List.of());
    }
  }

  /** Whether every region did its part. */
  public boolean isDone() {
    return parts.stream().allMatch(part -> part.doneAt().isPresent());
  }

  /** What was taken away in all regions. */
  public Erased erased() {
    return parts.stream().map(Part::erased).reduce(Erased.NOTHING, Erased::plus);
  }

  /** The legal holds that kept something, in any region. */
  public List<HeldBy> held() {
    return parts.stream().flatMap(part -> part.held().stream()).distinct().toList();
  }

  RightsRequest with(List<Part> changed) {
    return new RightsRequest(id, tenant, kind, purpose, by, verification, received, due, changed);
  }
}
