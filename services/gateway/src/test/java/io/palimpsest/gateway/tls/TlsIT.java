package io.palimpsest.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.palimpsest.gateway.testing.Certificates;
import io.palimpsest.gateway.testing.TestGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIT {
  @TempDir private Path folder;

  @Test
  void aNewCertificateShouldServeTheNextHandshakeWhileOpenConnectionsGoOn() throws Exception {
    X509Certificate first = Certificates.write(folder, "first");
    try (TestGateway gateway = start();
        SSLSocket open = connect(gateway.port())) {
      assertThat(peer(open)).isEqualTo(first);

      X509Certificate second = Certificates.write(folder, "second");

      await()
          .untilAsserted(
              () -> {
                try (SSLSocket next = connect(gateway.port())) {
                  assertThat(peer(next)).isEqualTo(second);
                }
              });
      open.getOutputStream()
          .write("GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n".getBytes("US-ASCII"));
      assertThat(new String(open.getInputStream().readAllBytes(), "UTF-8"))
          .contains("InvalidRequest");
    }
  }

  @Test
  void badFilesShouldLeaveTheOldCertificateInUse() throws IOException {
    Certificates.write(folder, "good");
    ReloadingTls tls = new ReloadingTls(files());
    var before = tls.current();

    Files.writeString(folder.resolve("cert.pem"), "rubbish");
    tls.reload();

    assertThat(tls.current()).isSameAs(before);
    assertThat(tls.healthy(Clock.systemUTC())).isFalse();
    assertThat(tls.describe(Clock.systemUTC())).contains("refused");
  }

  @Test
  void aKeyOfAnotherCertificateShouldBeRefused() throws IOException {
    Certificates.write(folder, "one");
    String key = Files.readString(folder.resolve("key.pem"));
    Certificates.write(folder, "two");
    Files.writeString(folder.resolve("key.pem"), key);

    assertThatThrownBy(() -> new ReloadingTls(files()))
        .isInstanceOf(IOException.class)
        .message()
        .doesNotContain(key.substring(30, 60));
  }

  @Test
  void goodFilesShouldBeTakenUpAfterBadOnes() throws IOException {
    Certificates.write(folder, "one");
    ReloadingTls tls = new ReloadingTls(files());
    Files.writeString(folder.resolve("key.pem"), "rubbish");
    tls.reload();
    var before = tls.current();

    Certificates.write(folder, "two");
    tls.reload();

    assertThat(tls.current()).isNotSameAs(before);
    assertThat(tls.healthy(Clock.systemUTC())).isTrue();
  }

  private CertificateFiles files() {
    return new CertificateFiles(folder.resolve("cert.pem"), folder.resolve("key.pem"));
  }

  private TestGateway start() {
    return TestGateway.start(
        Map.of(
            "palimpsest.tls.certificate", folder.resolve("cert.pem").toString(),
            "palimpsest.tls.key", folder.resolve("key.pem").toString(),
            "palimpsest.tls.reload-every", "50ms"));
  }

  private static SSLSocket connect(int port) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustAnything()}, new SecureRandom());
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
    socket.setSoTimeout(10_000);
    socket.startHandshake();
    return socket;
  }

  private static X509Certificate peer(SSLSocket socket) throws IOException {
    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
  }

  /** The test looks at the certificate itself. */
  private static final class TrustAnything implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
