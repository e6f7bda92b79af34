package io.palimpsest.platform.keys;

import io.palimpsest.platform.tenancy.Region;
import java.util.Optional;

/** The one key of a region that is under the root key. */
public final class RegionKeyUse implements RootKeyUse {
  private static final KeyName NAME = new KeyName.OfRegion();

  private final Region region;
  private final KeyStore store;
  private final RootKey root;

  public RegionKeyUse(Region region, KeyStore store, RootKey root) {
    this.region = region;
    this.store = store;
    this.root = root;
  }

  @Override
  public String name() {
    return region.name();
  }

  @Override
  public Count count() {
    Optional<byte[]> wrapped = store.find(NAME);
    if (wrapped.isEmpty()) {
      return new Count(0, 0);
    }
    return root.isNewest(wrapped.get()) ? new Count(1, 0) : new Count(0, 1);
  }

  @Override
  public int sealAnew() {
    Optional<byte[]> wrapped = store.find(NAME).filter(there -> !root.isNewest(there));
    if (wrapped.isEmpty()) {
      return 0;
    }
    String context = KeyRing.rootContext(region);
    byte[] anew = root.seal(root.unseal(wrapped.get(), context), context);
    return store.replace(NAME, wrapped.get(), anew) ? 1 : 0;
  }
}
