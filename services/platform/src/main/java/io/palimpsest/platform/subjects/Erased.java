package io.palimpsest.platform.subjects;

/**
 * What an erasure took away.
 *
 * @param subjects that are gone with all they had
 * @param items fields and terms
 * @param photos objects
 * @param keys subject keys destroyed
 * @param dayKeys day keys destroyed with their last item
 */
public record Erased(int subjects, int items, int photos, int keys, int dayKeys) {
  public static final Erased NOTHING = new Erased(0, 0, 0, 0, 0);

  /** So many items and nothing else. */
  public static Erased items(int items) {
    return new Erased(0, items, 0, 0, 0);
  }

  /** So many photos and nothing else. */
  public static Erased photos(int photos) {
    return new Erased(0, 0, photos, 0, 0);
  }

  public Erased plus(Erased other) {
    return new Erased(
        subjects + other.subjects,
        items + other.items,
        photos + other.photos,
        keys + other.keys,
        dayKeys + other.dayKeys);
  }
}
