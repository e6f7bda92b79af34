package io.palimpsest.ocr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Without TLS, which is the runtime's; that an address is https is the manifest's to see to. */
class HttpsFetchTest {
  private static final byte[] FILE = PackFixtures.bytes("detection");

  private final AtomicInteger asked = new AtomicInteger();
  private final List<String> heard = new ArrayList<>();
  private final HttpsFetch fetch =
      new HttpsFetch((what, done, total) -> heard.add(what + " " + done + " of " + total));
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          switch (exchange.getRequestURI().getPath()) {
            case "/model/det.onnx" -> exchange.sendResponseHeaders(200, 0);
            case "/moved" -> {
              exchange.getResponseHeaders().add("Location", "/model/det.onnx");
              exchange.sendResponseHeaders(302, -1);
            }
            default -> exchange.sendResponseHeaders(404, -1);
          }
          if (exchange.getResponseCode() == 200) {
            exchange.getResponseBody().write(FILE);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void fetchShouldGiveTheFileAndTellHowFarItIs() {
    byte[] bytes = fetch.fetch(at("/model/det.onnx"), FILE.length);

    assertThat(bytes).isEqualTo(FILE);
    assertThat(heard).last().isEqualTo("fetching det.onnx 9 of 9");
  }

  @Test
  void fetchShouldFollowToWherePublishersKeepTheirFiles() {
    assertThat(fetch.fetch(at("/moved"), FILE.length)).isEqualTo(FILE);
  }

  @Test
  void fetchShouldRefuseAFileOfAnotherSize() {
    assertThatThrownBy(() -> fetch.fetch(at("/model/det.onnx"), FILE.length - 1))
        .isInstanceOf(OcrFailure.ModelUnavailable.class)
        .hasMessageContaining("another size");
    assertThatThrownBy(() -> fetch.fetch(at("/model/det.onnx"), FILE.length + 1))
        .hasMessageContaining("another size");
  }

  @Test
  void fetchShouldSayWhatTheHostAnswered() {
    assertThatThrownBy(() -> fetch.fetch(at("/gone"), 9)).hasMessageContaining("answered 404");
  }

  @Test
  void fetchShouldNotTryAHostAgainThatWasNotReached() {
    URI address = at("/model/det.onnx");
    server.stop(0);

    assertThatThrownBy(() -> fetch.fetch(address, 9))
        .isInstanceOf(OcrFailure.ModelUnavailable.class)
        .hasMessageContaining("is not reached (ConnectException)");
    assertThatThrownBy(() -> fetch.fetch(address, 9)).hasMessageContaining("was not reached");
    assertThat(asked).hasValue(0);
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }
}
