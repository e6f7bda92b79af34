package io.palimpsest.platform.backups;

import io.palimpsest.platform.backups.CopyReader.Checked;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.keys.RootKey;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts a place's copies back into stores that hold nothing of those days, while nothing is served.
 * First every copy is checked, to its last byte; then the mark is set; then rows come back, and
 * what was erased since they were copied is erased again; only then the mark goes. Broken off
 * anywhere, the same restore goes on where it was.
 */
public final class Restore {
  private final RootKey root;
  private final BackupLimits limits;
  private final BackupFolder folder;
  private final Clock clock;

  public Restore(RootKey root, BackupLimits limits, BackupFolder folder, Clock clock) {
    this.root = root;
    this.limits = limits;
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param pieces that were put back
   * @param rows in them
   * @param over copies whose time is over: they stay away
   * @param there pieces that the stores hold something of: left as they are
   */
  public record Restored(int pieces, long rows, int over, List<String> there) {
    public Restored {
      there = List.copyOf(there);
    }
  }

  /**
   * Restores.
   *
   * @param stores of one place
   * @param vault of the same place
   * @param erasing erases again what was erased since; may be done twice
   * @throws BackupRefused when anything is wrong with the copies; then nothing was changed
   * @throws StoreUnavailable when a store does not answer; the mark stands, if it was set
   */
  public Restored run(
      List<BackupStore> stores, BackupVault vault, RestoreMark mark, Runnable erasing) {
    Set<String> begun = mark.begun();
    List<Copy> copies = new ArrayList<>();
    Set<String> over = new HashSet<>();
    for (BackupStore store : stores) {
      LocalDate today = LocalDate.ofInstant(clock.instant(), store.zone());
      for (Manifest.Sealed each : found(store)) {
        Optional<LocalDate> until = limits.end(each.manifest().name());
        if (until.filter(end -> !today.isBefore(end)).isPresent()) {
          over.add(text(each.manifest().name()));
        } else {
          copies.add(new Copy(store, checked(each, store, vault)));
        }
      }
    }
    demandAny(stores);
    List<Copy> chosen = chosen(copies, begun);
    List<String> there =
        copies.stream().filter(each -> !chosen.contains(each)).map(Copy::text).toList();
    demandAll(begun, chosen, over);
    mark.begin(chosen.stream().map(Copy::text).toList());
    CopyReader reader = new CopyReader(root, vault, folder);
    long rows = 0;
    for (Copy each : chosen) {
      rows += reader.read(each.checked, each.store);
    }
    erasing.run();
    mark.end();
    return new Restored(chosen.size(), rows, over.size(), there);
  }

  private void demandAny(List<BackupStore> stores) {
    String place = stores.getFirst().place();
    List<String> places = folder.places();
    if (!places.contains(place)) {
      throw new BackupRefused(
          "the folder holds no backup of "
              + place
              + (places.isEmpty() ? "" : ", but of " + String.join(", ", places)));
    }
  }

  private record Copy(BackupStore store, Checked checked) {
    String text() {
      return Restore.text(checked.manifest().name());
    }
  }

  /** As the mark names it. */
  private static String text(CopyName name) {
    return name.kind().key() + "/" + name.piece().family() + "/" + name.piece().day();
  }

  /** The oldest first, so that room is made once. Of a state only the newest copy counts. */
  private List<Manifest.Sealed> found(BackupStore store) {
    List<Manifest.Sealed> all =
        folder.all(Optional.of(store.place())).stream()
            .filter(each -> each.manifest().name().kind() == store.kind())
            .sorted(Comparator.comparing(each -> each.manifest().name().piece()))
            .toList();
    return store.kind() == BackupClass.CONTROL && !all.isEmpty() ? List.of(all.getLast()) : all;
  }

  private Checked checked(Manifest.Sealed sealed, BackupStore store, BackupVault vault) {
    Checked checked = new CopyReader(root, vault, folder).check(sealed);
    int schema = sealed.manifest().schema();
    if (schema != store.schema()) {
      throw new BackupRefused(
          store.kind().key()
              + " of "
              + sealed.manifest().name().piece()
              + " was copied from tables of version "
              + schema
              + ", and those here are of version "
              + store.schema()
              + ": restore it with the program that made it, then upgrade");
    }
    return checked;
  }

  private static List<Copy> chosen(List<Copy> copies, Set<String> begun) {
    return copies.stream()
        .filter(
            each ->
                begun.isEmpty()
                    ? each.store.isEmpty(each.checked.manifest().name().piece())
                    : begun.contains(each.text()))
        .toList();
  }

  private static void demandAll(Set<String> begun, List<Copy> chosen, Set<String> over) {
    Set<String> known = chosen.stream().map(Copy::text).collect(Collectors.toSet());
    List<String> missing =
        begun.stream()
            .filter(each -> !known.contains(each) && !over.contains(each))
            .sorted()
            .toList();
    if (!missing.isEmpty()) {
      throw new BackupRefused(
          "an unfinished restore has begun to put back "
              + missing.getFirst()
              + ", which this folder does not have any more");
    }
  }
}
