package io.palimpsest.platform.keys;

import java.util.List;

/**
 * Changes the root key while everything goes on. {@link #begin} adds a key and seals under it
 * whatever was under the old ones, which still open; {@link #finish}, any time later, destroys
 * them. Both may be broken off anywhere and done again.
 */
public final class RootKeyChange {
  private final ChangingRootKey root;
  private final List<RootKeyUse> uses;

  /**
   * @param uses every place there is: what is left out cannot be opened once the old key is gone
   */
  public RootKeyChange(ChangingRootKey root, List<RootKeyUse> uses) {
    this.root = root;
    this.uses = List.copyOf(uses);
  }

  /**
   * Adds a key, unless an earlier change is unfinished, and seals everything under it.
   *
   * @return how many ciphertexts were sealed anew
   */
  public int begin() {
    if (root.names().size() == 1) {
      root.addNewest();
    }
    return uses.stream().mapToInt(RootKeyUse::sealAnew).sum();
  }

  /**
   * Destroys the old keys once nothing is under them.
   *
   * @throws RootKeyUnusable when something still is; then no key is destroyed
   */
  public void finish() {
    for (RootKeyUse use : uses) {
      int older = use.count().older();
      if (older > 0) {
        throw new RootKeyUnusable(
            older + " secrets of " + use.name() + " are under an old root key; rotate first");
      }
    }
    root.keepNewestOnly();
  }
}
