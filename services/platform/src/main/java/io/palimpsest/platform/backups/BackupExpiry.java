package io.palimpsest.platform.backups;

import io.palimpsest.platform.backups.BackupLimits.Limit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Erases copies whose time is over: the files where they are, and the keys, without which copies of
 * these files are closed wherever they lie. A period that a policy shortened meanwhile holds for
 * what is there.
 */
public final class BackupExpiry {
  private final BackupLimits limits;

  public BackupExpiry(BackupLimits limits) {
    this.limits = limits;
  }

  /**
   * A copy that went.
   *
   * @param period that ended it, in ISO 8601
   * @param policy which said so
   * @param late whether the time it was promised was over before today
   */
  public record Gone(CopyName name, String period, String policy, boolean late) {}

  /**
   * Erases the files of a place's copies.
   *
   * @return how many
   */
  public int eraseFiles(BackupFolder folder, String place, LocalDate today) {
    int erased = 0;
    for (Manifest.Sealed each : folder.all(Optional.of(place))) {
      CopyName name = each.manifest().name();
      if (limits.end(name).filter(end -> !today.isBefore(end)).isPresent()) {
        folder.erase(name);
        erased++;
      }
    }
    return erased;
  }

  /**
   * Destroys the keys of a place's copies.
   *
   * @param gone hears of each copy that cannot be opened any more; told again when it breaks off
   *     before the key's name is forgotten
   */
  public List<Gone> destroyKeys(
      BackupVault vault, String place, LocalDate today, Consumer<Gone> gone) {
    List<Gone> all = new ArrayList<>();
    for (String key : vault.names(CopyName.KEYS)) {
      Optional<CopyName> name = CopyName.ofKey(place, key);
      Optional<LocalDate> end = name.flatMap(limits::end);
      if (end.isPresent() && !today.isBefore(end.get())) {
        vault.put(key, new byte[0]); // destroyed; its name stays until it was told of
        Gone one = gone(name.orElseThrow(), today);
        gone.accept(one);
        vault.erase(key);
        all.add(one);
      }
    }
    return all;
  }

  private Gone gone(CopyName name, LocalDate today) {
    Limit limit =
        limits
            .of(name.kind(), name.piece())
            .orElse(new Limit(name.piece().period(), Optional.empty(), "no-policy"));
    return new Gone(
        name,
        limit.period(name.piece().day(), name.made()),
        limit.policy(),
        today.isAfter(name.until().orElse(today)));
  }
}
