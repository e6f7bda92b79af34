package io.palimpsest.standalone.server;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.keys.RootKeyUnusable;
import io.palimpsest.standalone.UserError;
import java.util.function.Supplier;

/** Puts what can go wrong with stores into words for whoever starts them. */
public final class StoreFailures {
  private StoreFailures() {}

  /** Does the work. */
  public static <T> T told(Supplier<T> work) {
    try {
      return work.get();
    } catch (StoreUnavailable e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      String why =
          root == e ? "" : ": " + String.valueOf(root.getMessage()).lines().findFirst().orElse("");
      throw new UserError(e.getMessage() + why, e);
    } catch (RootKeyUnusable e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }
}
