package io.palimpsest.platform.testkit;

import io.palimpsest.platform.keys.ChangingRootKey;
import io.palimpsest.platform.keys.RootKeyUnusable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A root key that hides nothing: it writes its name and the context before the bytes, and insists
 * on both when it opens. For tests of whoever uses a root key. Thread-safe.
 */
public final class InMemoryRootKey implements ChangingRootKey {
  private final List<String> names = new ArrayList<>(List.of(name()));

  @Override
  public synchronized byte[] seal(byte[] plain, String context) {
    byte[] head = head(names.getFirst(), context);
    return ByteBuffer.allocate(head.length + plain.length).put(head).put(plain).array();
  }

  @Override
  public synchronized byte[] unseal(byte[] sealed, String context) {
    for (String name : names) {
      byte[] head = head(name, context);
      if (sealed.length >= head.length
          && Arrays.equals(head, 0, head.length, sealed, 0, head.length)) {
        return Arrays.copyOfRange(sealed, head.length, sealed.length);
      }
    }
    throw new RootKeyUnusable("no root key opens the secret of " + context);
  }

  @Override
  public synchronized boolean isNewest(byte[] sealed) {
    return new String(sealed, StandardCharsets.ISO_8859_1).startsWith(names.getFirst());
  }

  @Override
  public synchronized List<String> names() {
    return List.copyOf(names);
  }

  @Override
  public synchronized void addNewest() {
    names.addFirst(name());
  }

  @Override
  public synchronized void keepNewestOnly() {
    names.subList(1, names.size()).clear();
  }

  private static byte[] head(String name, String context) {
    return (name + "/" + context + "/").getBytes(StandardCharsets.UTF_8);
  }

  private static String name() {
    return UUID.randomUUID().toString().substring(0, 8);
  }
}
