package io.palimpsest.platform.oplog;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Turns request parameters into what an operation log may hold, by allow-list: flags and numbers as
 * they are, text only when it is one of the values its parameter is known to take, and of
 * everything else its length. Unknown names are dropped altogether.
 */
public final class Desensitiser {
  private final Set<String> sized;
  private final Map<String, Set<String>> closed;

  /**
   * @param sized parameters of which only the length is kept
   * @param closed parameters whose value is kept when it is in the list; an empty list keeps flags
   *     and numbers only
   */
  public Desensitiser(Set<String> sized, Map<String, Set<String>> closed) {
    this.sized = Set.copyOf(sized);
    this.closed = Map.copyOf(closed);
  }

  /** What may be kept of these parameters. */
  public Map<String, Object> desensitise(Map<String, ?> parameters) {
    Map<String, Object> kept = new TreeMap<>();
    parameters.forEach((name, value) -> keep(name, value, kept::put));
    return kept;
  }

  private void keep(String name, Object value, BiConsumer<String, Object> kept) {
    if (sized.contains(name)) {
      kept.accept(name + "Length", value.toString().length());
      return;
    }
    Set<String> values = closed.get(name);
    if (values == null) {
      return;
    }
    boolean plain =
        switch (value) {
          case Boolean _, Integer _, Long _ -> true;
          default -> values.contains(value.toString());
        };
    kept.accept(name, plain ? value : "other");
  }
}
