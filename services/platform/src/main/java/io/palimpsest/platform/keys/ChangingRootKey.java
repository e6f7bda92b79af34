package io.palimpsest.platform.keys;

import java.util.List;

/** A root key that an operator can change without a pause. */
public interface ChangingRootKey extends RootKey {

  /** Names of the keys that open, the newest first. Names tell nothing of the keys. */
  List<String> names();

  /** Adds a key and makes it the newest; those that are there go on opening. Durable on return. */
  void addNewest();

  /** Destroys all keys but the newest. Durable on return. */
  void keepNewestOnly();
}
