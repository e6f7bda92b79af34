package io.palimpsest.platform.lookup;

import io.palimpsest.platform.error.StoreUnavailable;
import java.util.Optional;
import java.util.function.Supplier;

/** What a store said when it was asked for something of a call. */
public sealed interface Finding<T> {

  /** The store has it. */
  record Held<T>(T what) implements Finding<T> {}

  /** The store answered, and has nothing. */
  record Nothing<T>() implements Finding<T> {}

  /**
   * The store did not answer, so it is not known whether it has anything.
   *
   * @param store such as {@code MySQL}
   */
  record Unknown<T>(String store) implements Finding<T> {}

  /** Asks a store. */
  static <T> Finding<T> ask(String store, Supplier<Optional<T>> question) {
    try {
      return question.get().<Finding<T>>map(Held::new).orElseGet(Nothing::new);
    } catch (StoreUnavailable e) {
      return new Unknown<>(store);
    }
  }

  /** What the store has; empty when it has nothing or did not answer. */
  default Optional<T> held() {
    return switch (this) {
      case Held<T> held -> Optional.of(held.what);
      case Nothing<T> _, Unknown<T> _ -> Optional.empty();
    };
  }

  /** The store that did not answer. */
  default Optional<String> unknown() {
    return switch (this) {
      case Unknown<T> unknown -> Optional.of(unknown.store);
      case Held<T> _, Nothing<T> _ -> Optional.empty();
    };
  }
}
