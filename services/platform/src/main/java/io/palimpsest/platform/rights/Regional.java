package io.palimpsest.platform.rights;

import io.palimpsest.platform.consent.ConsentRefused;
import io.palimpsest.platform.rights.EndUserRights.Held;
import io.palimpsest.platform.rights.RightsRequest.Part;
import io.palimpsest.platform.subjects.Erased;
import io.palimpsest.platform.subjects.IdentificationItem;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.TenantId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A request's part in one region. */
record Regional(RightsStore store, SubjectCell cell, TenantId tenant, Part part, Clock clock) {

  /**
   * Does it.
   *
   * @param held takes a copy of what is held, where that is asked for
   * @throws io.palimpsest.platform.error.StoreUnavailable when a store does not answer; what was
   *     done may be done again
   */
  Part perform(RightsAct act, List<Held> held) {
    // What was chosen is noted first: nothing is stored from then on, and then what is there goes.
    switch (act) {
      case RightsAct.Withdraw(Purpose purpose) ->
          store.choose(
              tenant,
              cell.region(),
              part.names(),
              purpose,
              Optional.of(clock.instant().truncatedTo(ChronoUnit.MILLIS)));
      case RightsAct.Consent(Purpose purpose) ->
          store.choose(tenant, cell.region(), part.names(), purpose, Optional.empty());
      default -> {}
    }
    List<Subject> subjects = EndUserRights.subjects(cell, tenant, part.names());
    int items = subjects.stream().mapToInt(subject -> cell.items().items(subject).size()).sum();
    Erased erased =
        switch (act) {
          case RightsAct.Withdraw(Purpose purpose) ->
              each(subjects, subject -> cell.erasure().withdraw(subject, purpose).erased());
          case RightsAct.Erase _, RightsAct.ChildData _ -> each(subjects, this::eraseAll);
          case RightsAct.Restrict _ -> restrict(subjects, true);
          case RightsAct.Unrestrict _ -> restrict(subjects, false);
          case RightsAct.Access _ -> copy(subjects, held);
          case RightsAct.Correct correct -> correct(subjects, correct);
          case RightsAct.Consent _ -> Erased.NOTHING;
        };
    return new Part(
        part.region(),
        part.names(),
        Optional.of(clock.instant().truncatedTo(ChronoUnit.MILLIS)),
        items,
        part.erased().plus(erased),
        erases(act)
            ? subjects.stream()
                .flatMap(it -> cell.erasure().heldBy(it).stream())
                .distinct()
                .toList()
            : List.of());
  }

  private static boolean erases(RightsAct act) {
    return act instanceof RightsAct.Withdraw
        || act instanceof RightsAct.Erase
        || act instanceof RightsAct.ChildData;
  }

  private static Erased each(List<Subject> subjects, Function<Subject, Erased> work) {
    return subjects.stream().map(work).reduce(Erased.NOTHING, Erased::plus);
  }

  /** Copies of calls first: once the items are gone nothing leads to them any more. */
  private Erased eraseAll(Subject subject) {
    cell.copies()
        .ifPresent(
            copies ->
                cell.items().items(subject).stream()
                    .map(IdentificationItem::content)
                    .forEach(item -> copies.erase(item.appId(), item.callId())));
    return cell.erasure().erase(subject);
  }

  private Erased restrict(List<Subject> subjects, boolean restricted) {
    subjects.forEach(subject -> cell.items().restrict(subject, restricted));
    return Erased.NOTHING;
  }

  private Erased copy(List<Subject> subjects, List<Held> held) {
    for (Subject subject : subjects) {
      for (IdentificationItem item : cell.items().items(subject)) {
        held.add(new Held(cell.region(), item));
      }
    }
    return Erased.NOTHING;
  }

  private Erased correct(List<Subject> subjects, RightsAct.Correct correct) {
    for (Subject subject : subjects) {
      boolean has =
          cell.items().items(subject).stream()
              .anyMatch(item -> item.content().callId().equals(correct.item()));
      if (has && !cell.items().correct(subject, correct.item(), correct.field(), correct.value())) {
        throw ConsentRefused.notFound("field");
      }
    }
    return Erased.NOTHING;
  }
}
