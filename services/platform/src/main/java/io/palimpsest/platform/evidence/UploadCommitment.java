package io.palimpsest.platform.evidence;

import io.palimpsest.evidence.leaf.Commitment;
import io.palimpsest.evidence.leaf.Opening;
import io.palimpsest.platform.erasure.UploadKey;
import java.util.Map;

/**
 * What the leaf of an upload's erasure is bound to: the callId, and as details the AppID and the
 * day of the upload, {@code {"appId":"1300000001","day":"2026-11-21"}}.
 */
public final class UploadCommitment {
  private UploadCommitment() {}

  /** The commitment that stands in the leaf. */
  public static Commitment to(UploadKey upload, Salt salt) {
    return opening(upload, salt).commitment();
  }

  /** What shows that a leaf is about this upload. */
  public static Opening opening(UploadKey upload, Salt salt) {
    return new Opening(
        salt.bytes(),
        upload.callId().toString(),
        Map.of("appId", upload.appId().toString(), "day", upload.day().toString()));
  }
}
