package io.palimpsest.platform.evidence;

import io.palimpsest.evidence.json.CanonicalJson;
import io.palimpsest.evidence.leaf.Commitment;
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
    return Commitment.to(salt.bytes(), upload.callId().toString(), details(upload));
  }

  /** The details in their canonical form. */
  public static byte[] details(UploadKey upload) {
    return CanonicalJson.write(
        Map.of("appId", upload.appId().toString(), "day", upload.day().toString()));
  }
}
