package io.palimpsest.retention.simulation;

import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.erasure.UploadStore;
import io.palimpsest.platform.testkit.InMemoryUploadStore;
import java.util.List;

/** A bucket that tells the truth what came and went. */
record Uploads(InMemoryUploadStore bucket, Truth truth) implements UploadStore {

  @Override
  public void stage(UploadKey key, byte[] content) {
    bucket.stage(key, content);
    truth.staged(key);
  }

  @Override
  public void erase(UploadKey key) {
    boolean there = bucket.exists(key);
    bucket.erase(key);
    truth.erased(key, there);
  }

  @Override
  public boolean exists(UploadKey key) {
    return bucket.exists(key);
  }

  @Override
  public List<String> list(String after, int limit) {
    return bucket.list(after, limit);
  }

  @Override
  public void lastNet(boolean on) {
    bucket.lastNet(on);
  }

  @Override
  public void eraseNamed(String name) {
    bucket.eraseNamed(name);
  }
}
