package io.palimpsest.standalone.server;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.keys.RootKeyUnusable;
import io.palimpsest.standalone.UserError;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
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
      // Whoever cannot be reached was not asked anything yet.
      boolean reached =
          !(root instanceof SocketException
              || root instanceof SocketTimeoutException
              || root instanceof UnknownHostException);
      throw new UserError(
          (reached ? e.getMessage() : "the store '" + e.store() + "' does not answer") + why, e);
    } catch (RootKeyUnusable e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }
}
