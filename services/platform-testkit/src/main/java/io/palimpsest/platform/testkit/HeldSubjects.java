package io.palimpsest.platform.testkit;

import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.IdentificationErasure.HeldBy;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.policy.DataClass;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What legal holds keep of identification data in memory, and what nobody reads any more. */
final class HeldSubjects {
  private final Set<CallId> hidden = new HashSet<>();
  private final Set<CallId> excused = new HashSet<>();
  private Supplier<List<HeldScope>> scopes = List::of;

  void by(Supplier<List<HeldScope>> inForce) {
    scopes = inForce;
  }

  /** The holds that keep an item of somebody whom these names lead to. */
  List<HeldBy> of(Subject subject, Identification item, Collection<Pseudonym> names) {
    return scopes.get().stream()
        .filter(scope -> keeps(scope, subject, item, names))
        .map(scope -> new HeldBy(scope.hold(), scope.basis(), scope.until()))
        .distinct()
        .toList();
  }

  private static boolean keeps(
      HeldScope scope, Subject subject, Identification item, Collection<Pseudonym> names) {
    return scope.target() instanceof HeldScope.Target.EndUser(var tenant, var name)
        ? scope.dataClass() == DataClass.IDENTIFICATION
            && tenant.equals(subject.tenant())
            && names.contains(name)
        : scope.holds(DataClass.IDENTIFICATION, item.appId(), item.callId());
  }

  /** Erased or withdrawn while a hold keeps it. */
  void hide(CallId item) {
    hidden.add(item);
  }

  boolean isHidden(CallId item) {
    return hidden.contains(item);
  }

  /** Its time is up while a hold keeps it: it will not be late when it goes. */
  void excuse(CallId item) {
    excused.add(item);
  }

  boolean isExcused(CallId item) {
    return excused.contains(item);
  }

  void gone(CallId item) {
    hidden.remove(item);
    excused.remove(item);
  }
}
