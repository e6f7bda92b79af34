package io.palimpsest.gateway.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.palimpsest.gateway.http.Exchange;
import io.palimpsest.platform.erasure.ErasureOutbox;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.CallEvidence;
import io.palimpsest.platform.evidence.CallEvidence.Evidence;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.Region;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages below {@code /evidence/}: {@code {region}/calls/{RequestId}.tlog-proof} is the proof of
 * a call's erasure, and the same with {@code .json} what opens its commitment. Whoever has the
 * RequestId may read them; nobody can guess one. Thread-safe.
 */
public final class EvidencePages {
  private static final String ROOT = Exchange.PAGES;

  private static final Logger LOG = LoggerFactory.getLogger(EvidencePages.class);

  private static final Pattern CALL =
      Pattern.compile(ROOT + "([a-z0-9-]{1,64})/calls/([0-9a-f-]{36})\\.(tlog-proof|json)");

  private final Map<Region, CallEvidence> regions;

  public EvidencePages(Collection<EvidenceCell> cells) {
    this.regions =
        cells.stream().collect(Collectors.toMap(EvidenceCell::region, CallEvidence::new));
  }

  /** An answer. */
  public record Page(int status, String contentType, byte[] body) {
    static Page text(int status, String line) {
      return new Page(
          status, "text/plain; charset=utf-8", (line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Where the proof of a call is found. */
  public static String proofOf(Region region, CallId callId) {
    return ROOT + region + "/calls/" + callId + ".tlog-proof";
  }

  /** Answers a GET; throws nothing. */
  public Page get(String path) {
    Matcher parts = CALL.matcher(path);
    if (!parts.matches()) {
      return Page.text(
          404, "the pages here are " + ROOT + "{region}/calls/{RequestId}.tlog-proof and .json");
    }
    Optional<CallId> callId = callId(parts.group(2));
    Optional<CallEvidence> region = Region.parse(parts.group(1)).map(regions::get);
    if (callId.isEmpty() || region.isEmpty()) {
      return Page.text(404, "nothing is kept of such a call here");
    }
    try {
      return page(region.get().of(callId.get()), parts.group(3).equals("json"));
    } catch (StoreUnavailable e) {
      LOG.warn("evidence of {}: {}", callId.get(), e.getMessage());
      return Page.text(503, "a store does not answer now");
    } catch (RuntimeException e) {
      LOG.error("evidence of {} cannot be shown: {}", callId.get(), e.toString());
      return Page.text(500, "the log cannot be proven from now; its operator was told");
    }
  }

  private static Page page(Evidence evidence, boolean json) {
    return switch (evidence) {
      case Evidence.Nothing _ -> Page.text(404, "nothing is kept of such a call here");
      case Evidence.Coming _ ->
          Page.text(404, "not in the log yet: an erasure is told within seconds, ask again");
      case Evidence.Proven proven when json -> new Page(200, "application/json", opening(proven));
      case Evidence.Proven proven ->
          new Page(200, "text/plain; charset=utf-8", proven.proof().bytes());
    };
  }

  /** What the leaf's commitment was made of, so that anybody can make it again. */
  private static byte[] opening(Evidence.Proven proven) {
    ErasureOutbox.Entry erased = proven.shown().entry();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("CallId", erased.upload().callId().toString());
      json.writeStringField("AppId", erased.upload().appId().toString());
      json.writeStringField("UploadDay", erased.upload().day().toString());
      json.writeStringField("ErasedAt", erased.seenGone().toString());
      json.writeStringField("Salt", proven.salt().toString());
      json.writeStringField("Log", proven.key().name());
      json.writeNumberField("Index", proven.place().index());
      json.writeStringField("VerifierKey", proven.key().toString());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written to", e);
    }
    return bytes.toByteArray();
  }

  private static Optional<CallId> callId(String text) {
    try {
      return Optional.of(CallId.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
