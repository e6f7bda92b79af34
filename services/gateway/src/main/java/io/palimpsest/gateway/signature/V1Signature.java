package io.palimpsest.gateway.signature;

import io.palimpsest.gateway.http.RequestHead;
import io.palimpsest.platform.credentials.SecretKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;

/**
 * Checks HmacSHA1 and HmacSHA256 (Tencent Cloud API, signature v1) over the decoded parameters. The
 * SDKs disagree on underscores in names, on empty values and on default ports; every form they use
 * is accepted.
 */
final class V1Signature {
  private V1Signature() {}

  /**
   * Whether the signature fits one of the forms.
   *
   * @param algorithm {@code HmacSHA1} or {@code HmacSHA256}
   */
  static boolean fits(
      RequestHead head, Map<String, String> parameters, String algorithm, SecretKey key) {
    TreeMap<String, String> sorted = new TreeMap<>(parameters);
    String signature = sorted.remove("Signature");
    if (signature == null) {
      return false;
    }
    boolean fits = false;
    for (boolean dots : choices(sorted.keySet().stream().anyMatch(name -> name.contains("_")))) {
      for (boolean skipEmpty : choices(sorted.containsValue(""))) {
        for (String endpoint : endpoints(head)) {
          Mac mac = Hashes.mac(algorithm, key.bytes());
          mac.update(Hashes.utf8(head.method() + endpoint + "/?"));
          feed(mac, sorted, dots, skipEmpty);
          fits |= Hashes.same(Base64.getEncoder().encodeToString(mac.doFinal()), signature);
        }
      }
    }
    return fits;
  }

  /** Piece by piece: with an image inside, the whole text is not put together for each form. */
  private static void feed(
      Mac mac, TreeMap<String, String> sorted, boolean dots, boolean skipEmpty) {
    String separator = "";
    for (var parameter : sorted.entrySet()) {
      if (skipEmpty && parameter.getValue().isEmpty()) {
        continue;
      }
      String name = dots ? parameter.getKey().replace('_', '.') : parameter.getKey();
      mac.update(Hashes.utf8(separator + name + "="));
      mac.update(Hashes.utf8(parameter.getValue()));
      separator = "&";
    }
  }

  /** Without and with the peculiarity; only without, where it would make no difference. */
  private static List<Boolean> choices(boolean matters) {
    return matters ? List.of(false, true) : List.of(false);
  }

  private static List<String> endpoints(RequestHead head) {
    String host = head.header("Host").orElse("").strip();
    List<String> forms = new ArrayList<>(List.of(host));
    if (!host.matches(".*:[0-9]+")) {
      forms.add(host + ":80");
      forms.add(host + ":443");
    }
    return forms;
  }
}
