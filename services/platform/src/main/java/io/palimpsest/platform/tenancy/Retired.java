package io.palimpsest.platform.tenancy;

/**
 * A tenant's name or an AppID whose holder left, or is leaving: it is never given again. The
 * message says which.
 */
public final class Retired extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private Retired(String message) {
    super(message);
  }

  public static Retired of(TenantId tenant) {
    return new Retired("a tenant " + tenant + " left; its name is never given again");
  }

  public static Retired of(AppId appId) {
    return new Retired("AppID " + appId + " left; it is never given again");
  }

  /**
   * @param who such as {@code tenant acme}
   */
  public static Retired leaving(String who) {
    return new Retired(who + " is leaving");
  }
}
