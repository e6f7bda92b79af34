package io.palimpsest.platform.rights;

import io.palimpsest.platform.consent.ConsentRefused;
import io.palimpsest.platform.consent.Consents;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.receipts.ReceiptKeyStore;
import io.palimpsest.platform.rights.RightsRequest.Part;
import io.palimpsest.platform.subjects.Erased;
import io.palimpsest.platform.subjects.IdentificationItem;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.policy.terms.Right;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Does what end users ask for. A request is durable before anything is done for it, so that what a
 * store that does not answer leaves open is found again and done by {@link #resume}; only a
 * correction, whose new value is never stored, must be sent again. Thread-safe.
 */
public final class EndUserRights {
  private final Consents consents;
  private final RightsStore store;
  private final List<SubjectCell> cells;
  private final Supplier<PolicyLibrary> policies;
  private final ReceiptKeyStore keys;
  private final Clock clock;

  public EndUserRights(
      Consents consents,
      RightsStore store,
      List<SubjectCell> cells,
      Supplier<PolicyLibrary> policies,
      ReceiptKeyStore keys,
      Clock clock) {
    this.consents = consents;
    this.store = store;
    this.cells = List.copyOf(cells);
    this.policies = policies;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * What came of a request.
   *
   * @param held a copy of what is held, where that was asked for; never stored
   */
  public record Done(RightsRequest request, List<Held> held) {
    public Done {
      held = List.copyOf(held);
    }

    /** Never what is held. */
    @Override
    public String toString() {
      return "Done[" + request.id() + ", " + held.size() + " items]";
    }
  }

  /** One item that is held, and where. */
  public record Held(Region region, IdentificationItem item) {}

  /**
   * Does what is asked for, in every region that answers.
   *
   * @throws ConsentRefused when there is no such tenant, purpose, item or field
   */
  public Done perform(
      TenantId tenant, Attester by, Asker asker, RightsAct act, Verification verification) {
    Right right = right(tenant, act);
    purpose(act).ifPresent(purpose -> checkPurpose(tenant, purpose));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Part> parts = new ArrayList<>();
    for (SubjectCell cell : cells) {
      parts.add(
          new Part(cell.region(), names(cell, tenant, asker), Optional.empty(), 0, Erased.NOTHING));
    }
    RightsRequest request =
        new RightsRequest(
            "rq-" + UUID.randomUUID(),
            tenant,
            act.kind(),
            purpose(act).map(Purpose::key),
            by,
            verification,
            now,
            due(now, right.due()),
            parts);
    store.save(request);
    return work(request, act);
  }

  /**
   * Goes on with a request that a store left open.
   *
   * @throws ConsentRefused when the tenant has no such request, or it must be sent again
   */
  public Done resume(TenantId tenant, String id) {
    RightsRequest request = find(tenant, id);
    RightsAct act =
        switch (request.kind()) {
          case "withdraw" -> new RightsAct.Withdraw(purpose(request));
          case "consent" -> new RightsAct.Consent(purpose(request));
          case "access" -> new RightsAct.Access();
          case "erase" -> new RightsAct.Erase();
          case "restrict" -> new RightsAct.Restrict();
          case "unrestrict" -> new RightsAct.Unrestrict();
          case "child-data" -> new RightsAct.ChildData();
          default ->
              throw ConsentRefused.conflict("its value was not kept: send the correction again");
        };
    return work(request, act);
  }

  /** A request of this tenant. */
  public RightsRequest find(TenantId tenant, String id) {
    return store.find(tenant, id).orElseThrow(() -> ConsentRefused.notFound("request"));
  }

  /** A tenant's requests, the oldest first. */
  public List<RightsRequest> requests(TenantId tenant) {
    return store.requests(consents.tenant(tenant).id());
  }

  /** The signed receipt of a request as it stands. */
  public String receipt(TenantId tenant, String id) {
    return keys.newest().sign(RightsReceipts.of(find(tenant, id)));
  }

  private Done work(RightsRequest request, RightsAct act) {
    List<Part> parts = new ArrayList<>();
    List<Held> held = new ArrayList<>();
    for (Part part : request.parts()) {
      parts.add(
          part.doneAt().isPresent() && !(act instanceof RightsAct.Access)
              ? part
              : tried(request, part, act, held));
    }
    RightsRequest worked = request.with(parts);
    store.save(worked);
    return new Done(worked, held);
  }

  private Part tried(RightsRequest request, Part part, RightsAct act, List<Held> held) {
    SubjectCell cell =
        cells.stream().filter(each -> each.region().equals(part.region())).findFirst().orElse(null);
    if (cell == null) {
      return part;
    }
    try {
      return new Regional(store, cell, request.tenant(), part, clock).perform(act, held);
    } catch (StoreUnavailable e) {
      return part; // open still; whoever asked sees that it is, and by when it must be done
    }
  }

  private static List<Pseudonym> names(SubjectCell cell, TenantId tenant, Asker asker) {
    return switch (asker) {
      case Asker.ByReference(var reference) -> cell.pseudonyms().of(tenant, reference);
      case Asker.ByDocument(var document) -> cell.pseudonyms().of(tenant, document);
    };
  }

  private Right right(TenantId tenant, RightsAct act) {
    Right right = policies.get().module(consents.tenant(tenant).policy()).rights().get(act.right());
    if (right == null) {
      throw ConsentRefused.invalid("the policy has no such right");
    }
    return right;
  }

  private void checkPurpose(TenantId tenant, Purpose purpose) {
    boolean known =
        policies.get().module(consents.tenant(tenant).policy()).classes().values().stream()
            .anyMatch(rule -> rule.purposes().containsKey(purpose.key()));
    if (!known) {
      throw ConsentRefused.invalid("the policy has no such purpose");
    }
  }

  private static Optional<Purpose> purpose(RightsAct act) {
    return switch (act) {
      case RightsAct.Withdraw(Purpose purpose) -> Optional.of(purpose);
      case RightsAct.Consent(Purpose purpose) -> Optional.of(purpose);
      default -> Optional.empty();
    };
  }

  private static Purpose purpose(RightsRequest request) {
    return new Purpose(request.purpose().orElseThrow());
  }

  private static Instant due(Instant now, Period period) {
    return now.atZone(ZoneOffset.UTC).plus(period).toInstant();
  }

  /** Whom a request is about in one region. */
  static List<Subject> subjects(SubjectCell cell, TenantId tenant, List<Pseudonym> names) {
    return cell.items().find(tenant, names).stream().map(state -> state.subject()).toList();
  }
}
