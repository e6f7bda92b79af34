package io.palimpsest.platform.erasure;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.AppId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Where an upload rests in its region's bucket. Everything a sweep must know stands in the name, so
 * the listing of the bucket is itself the list of what is still to be erased.
 *
 * @param day the upload day in the region's own zone
 */
public record UploadKey(AppId appId, LocalDate day, CallId callId) {

  public static UploadKey of(AppId appId, CallId callId, ZoneId zone) {
    return new UploadKey(appId, LocalDate.ofInstant(callId.received(), zone), callId);
  }

  /** {@code {appId}/{day}/{callId}}. */
  public String path() {
    return appId + "/" + day + "/" + callId;
  }

  /** Empty when {@code path} is not of the form that {@link #path()} gives. */
  public static Optional<UploadKey> parse(String path) {
    String[] parts = path.split("/", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      UploadKey key =
          new UploadKey(
              new AppId(Long.parseLong(parts[0])),
              LocalDate.parse(parts[1]),
              CallId.parse(parts[2]));
      // The parsers are lenient (+1, upper case, short groups): a name that is not ours stays
      // foreign.
      return Optional.of(key).filter(parsed -> parsed.path().equals(path));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return path();
  }
}
