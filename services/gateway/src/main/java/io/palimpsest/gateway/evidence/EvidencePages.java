package io.palimpsest.gateway.evidence;

import io.palimpsest.gateway.http.Exchange;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.CallEvidence;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.LeafWords;
import io.palimpsest.platform.evidence.LogFiles;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.DataClass;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages below {@code /evidence/{region}/}. {@code calls/{RequestId}.tlog-proof} is the proof of
 * the erasure of a call's upload, and the same with {@code .json} what opens its commitment; with
 * {@code .identity} before that, of identification data read from it, with {@code .debug-copy} of
 * its debug copy: whoever has the RequestId may read them, and nobody can guess one. {@code
 * {year}/vkey} is the key that signs the year's log; {@code {year}/checkpoint} and {@code
 * {year}/tile/…} are the log itself, where a setting opens it to everybody; there {@code control}
 * stands for the control plane. Thread-safe.
 */
public final class EvidencePages {
  private static final Logger LOG = LoggerFactory.getLogger(EvidencePages.class);

  private static final String ROOT = Exchange.PAGES;
  private static final Pattern CALL =
      Pattern.compile(
          ROOT
              + "([a-z0-9-]{1,64})/calls/([0-9a-f-]{36})(?:\\.(identity|debug-copy))?"
              + "\\.(tlog-proof|json)");
  private static final List<DataClass> ITEMS =
      List.of(DataClass.IDENTIFICATION, DataClass.DEBUG_COPY);

  private static final Pattern FILE =
      Pattern.compile(ROOT + "([a-z0-9-]{1,64})/(2[0-9]{3})/([a-z0-9./]{1,200})");

  private final LogFiles logs;
  private final Map<Region, CallEvidence> calls;
  private final boolean publicTiles;

  /**
   * @param publicTiles whether anybody may read whole logs
   */
  public EvidencePages(Collection<EvidenceCell> cells, boolean publicTiles) {
    this.logs = new LogFiles(cells);
    this.calls = cells.stream().collect(Collectors.toMap(EvidenceCell::region, CallEvidence::new));
    this.publicTiles = publicTiles;
  }

  /** Where the proof of a call is found. */
  public static String proofOf(Region region, CallId callId) {
    return ROOT + region + "/calls/" + callId + ".tlog-proof";
  }

  /** Where the proof is found that what of that class was kept of the call by itself was erased. */
  public static String proofOf(Region region, CallId callId, DataClass dataClass) {
    return ROOT + region + "/calls/" + callId + "." + LeafWords.of(dataClass) + ".tlog-proof";
  }

  /** Answers a GET; throws nothing. */
  Page get(String path) {
    try {
      Matcher call = CALL.matcher(path);
      if (call.matches()) {
        return call(call.group(1), call.group(2), item(call.group(3)), call.group(4));
      }
      Matcher file = FILE.matcher(path);
      boolean shown = file.matches() && (publicTiles || file.group(3).equals(LogFiles.KEY));
      return shown ? file(file.group(1), file.group(2), file.group(3)) : Page.absent();
    } catch (StoreUnavailable e) {
      LOG.warn("evidence cannot be read: {}", e.getMessage());
      return Page.text(503, "a store does not answer now");
    } catch (RuntimeException e) {
      LOG.error("evidence cannot be shown", e);
      return Page.text(500, "the log cannot be proven from now; its operator was told");
    }
  }

  private static Optional<DataClass> item(@Nullable String word) {
    return ITEMS.stream().filter(each -> LeafWords.of(each).equals(word)).findFirst();
  }

  /**
   * @param item the class that is asked for; empty for the upload
   */
  private Page call(String region, String id, Optional<DataClass> item, String format) {
    Optional<CallId> callId = callId(id);
    Optional<CallEvidence> at = Region.parse(region).map(calls::get);
    if (callId.isEmpty() || at.isEmpty()) {
      return Page.absent();
    }
    CallEvidence.Evidence evidence =
        item.map(each -> at.get().ofItem(callId.get(), each))
            .orElseGet(() -> at.get().of(callId.get()));
    return format.equals("json") ? CallPages.opening(evidence) : CallPages.proof(evidence);
  }

  private Page file(String place, String year, String path) {
    return logs.find(place, year, path)
        .map(
            found ->
                found.text()
                    ? Page.text(200, found.content())
                    : new Page(200, "application/octet-stream", found.content()))
        .orElseGet(Page::absent);
  }

  private static Optional<CallId> callId(String text) {
    try {
      return Optional.of(CallId.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
