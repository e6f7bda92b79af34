package io.palimpsest.gateway.actions;

import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every action by name: the served ones, and the ones that are known and answered with a reason.
 * Immutable.
 */
public final class ActionCatalogue {
  public static final String VERSION = "2018-11-19";

  private final Map<String, ActionSpec> served = new LinkedHashMap<>();
  private final Map<String, KnownAction> known = new LinkedHashMap<>();

  /**
   * @param clock tells the centuries of dates that are read
   */
  public ActionCatalogue(Clock clock) {
    ServedActions.all(clock).forEach(spec -> served.put(spec.name(), spec));
    KnownAction.load().forEach(action -> known.put(action.name(), action));
  }

  /**
   * The action that a call names.
   *
   * @throws CallFailure {@code NoSuchVersion}, {@code InvalidAction} or {@code
   *     UnsupportedOperation}
   */
  public ActionSpec find(String version, String name) {
    if (!version.equals(VERSION)) {
      throw new CallFailure(
          ErrorCode.NO_SUCH_VERSION, "the version is " + VERSION + ", or that of our own actions");
    }
    ActionSpec spec = served.get(name);
    if (spec != null) {
      return spec;
    }
    KnownAction action = known.get(name);
    throw action == null
        ? new CallFailure(ErrorCode.INVALID_ACTION, "no such action in version " + VERSION)
        : new CallFailure(
            ErrorCode.UNSUPPORTED_OPERATION, name + " is not served here: " + action.reason());
  }

  /**
   * The name if it is one of ours, for logs and metrics: what a caller made up must not get there.
   */
  public Optional<String> known(String name) {
    return served.containsKey(name) || known.containsKey(name)
        ? Optional.of(name)
        : Optional.empty();
  }

  public List<ActionSpec> served() {
    return List.copyOf(served.values());
  }

  /** All known actions, served ones included, in the order of their list. */
  public List<KnownAction> all() {
    return List.copyOf(known.values());
  }
}
