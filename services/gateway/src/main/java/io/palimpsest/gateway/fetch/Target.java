package io.palimpsest.gateway.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * One address of the web, taken apart.
 *
 * @param host as it stands in the URL; an IPv6 literal without its brackets
 * @param pathAndQuery as sent in the request line
 */
record Target(URI uri, boolean tls, String host, int port, String pathAndQuery) {

  /**
   * @throws DownloadRefused for anything but a plain http or https URL on one of the ports
   */
  static Target parse(String url, Set<Integer> ports) {
    try {
      return of(new URI(url), ports);
    } catch (URISyntaxException e) {
      throw new DownloadRefused("the URL is malformed");
    }
  }

  /** Where a redirect leads. */
  Target follow(String location, Set<Integer> ports) {
    try {
      return of(uri.resolve(new URI(location)), ports);
    } catch (URISyntaxException e) {
      throw new DownloadRefused("a redirect's URL is malformed");
    }
  }

  /** The Host header: the port is named where it is not the scheme's own. */
  String hostHeader() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return port == (tls ? 443 : 80) ? name : name + ":" + port;
  }

  private static Target of(URI uri, Set<Integer> ports) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    if (!tls && !scheme.equals("http")) {
      throw new DownloadRefused("only http and https are fetched");
    }
    if (uri.getRawUserInfo() != null || uri.getHost() == null) {
      throw new DownloadRefused("the URL needs a host and must not name a user");
    }
    int port = uri.getPort() < 0 ? tls ? 443 : 80 : uri.getPort();
    if (!ports.contains(port)) {
      throw new DownloadRefused("this port is not fetched from");
    }
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String host = uri.getHost().replace("[", "").replace("]", "");
    return new Target(uri, tls, host, port, path + query);
  }
}
