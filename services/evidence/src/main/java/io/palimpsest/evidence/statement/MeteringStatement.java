package io.palimpsest.evidence.statement;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.json.CanonicalJson;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.note.SignedDocument;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an AppID owes for a month in one region, with all that is needed to recount it from {@code
 * records.csv}. What it says is for a verifier to check; this is the form alone.
 *
 * @param zone the region's own, whose midnights begin and end the month
 * @param from the month's beginning
 * @param to up to where calls were counted: the month's end, or earlier when it was not over
 * @param made when the statement was made
 * @param records the tree over the lines of {@code records.csv}
 * @param lines one for each action that has records, by action
 * @param listFee the sum of the records' fees, in millionths
 * @param due what is owed, in millionths
 * @param otherList records whose fee is that of an earlier price list
 */
public record MeteringStatement(
    String appId,
    String region,
    YearMonth month,
    ZoneId zone,
    Instant from,
    Instant to,
    Instant made,
    Prices prices,
    RecordTree records,
    List<Line> lines,
    long listFee,
    long due,
    long otherList) {
  /** Of its {@link SignedDocument}. */
  public static final String KIND = "statement";

  /**
   * One action's share; amounts in millionths.
   *
   * @param records lines of {@code records.csv}
   * @param billed calls with a billed result, the free ones among them
   * @param free how many of them cost nothing
   * @param listFee the sum of the records' fees
   * @param due after free calls and tiers
   */
  public record Line(String action, long records, long billed, long free, long listFee, long due) {
    private static Line parse(Members line) {
      return new Line(
          Tokens.name(line.text("action"), "action"),
          line.number("records"),
          line.number("billed"),
          line.number("free"),
          line.money("listFee"),
          line.money("due"));
    }

    private Map<String, Object> json() {
      return Map.of(
          "action", action,
          "records", records,
          "billed", billed,
          "free", free,
          "listFee", Money.text(listFee),
          "due", Money.text(due));
    }
  }

  public MeteringStatement {
    lines = List.copyOf(lines);
    Tokens.name(appId, "AppID");
    Tokens.name(region, "region");
    if (month.getYear() < 2000 || month.getYear() > 9998) {
      throw new Malformed("a statement of the year " + month.getYear());
    }
  }

  /**
   * Reads a statement whose signature was verified.
   *
   * @throws Malformed when it is not exactly what {@link #json} gives for some statement
   */
  public static MeteringStatement of(SignedDocument signed) {
    if (!signed.kind().equals(KIND)) {
      throw new Malformed("a " + signed.kind() + " is no statement");
    }
    MeteringStatement statement = read(new Members(signed.document()));
    if (!Arrays.equals(
        CanonicalJson.write(statement.json()), CanonicalJson.write(signed.document()))) {
      throw new Malformed("a statement that says more than this version can read");
    }
    return statement;
  }

  private static MeteringStatement read(Members json) {
    Members records = json.members("records");
    return new MeteringStatement(
        json.text("appId"),
        json.text("region"),
        month(json.text("month")),
        zone(json.text("zone")),
        Tokens.instant(json.text("from"), "from"),
        Tokens.instant(json.text("to"), "to"),
        Tokens.instant(json.text("made"), "made"),
        Prices.parse(json.members("prices")),
        new RecordTree(
            records.number("size"),
            Hash.parse(records.text("root")),
            records.number("block"),
            records.texts("blocks").stream().map(Hash::parse).toList()),
        json.all("lines").stream().map(Line::parse).toList(),
        json.money("listFee"),
        json.money("due"),
        json.has("otherList") ? json.number("otherList") : 0);
  }

  private static YearMonth month(String text) {
    try {
      return YearMonth.parse(text);
    } catch (DateTimeException e) {
      throw new Malformed("a statement whose month is none");
    }
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new Malformed("a statement of a time zone that is not known here");
    }
  }

  /** The document to be signed. */
  public Map<String, Object> json() {
    Map<String, Object> json = new TreeMap<>();
    json.put("appId", appId);
    json.put("region", region);
    json.put("month", month.toString());
    json.put("zone", zone.getId());
    json.put("from", from.toString());
    json.put("to", to.toString());
    json.put("made", made.toString());
    json.put("prices", prices.json());
    json.put(
        "records",
        Map.of(
            "size", records.size(),
            "root", records.root().base64(),
            "block", records.block(),
            "blocks", records.blocks().stream().map(Hash::base64).toList()));
    json.put("lines", lines.stream().map(Line::json).toList());
    json.put("listFee", Money.text(listFee));
    json.put("due", Money.text(due));
    if (otherList > 0) {
      json.put("otherList", otherList);
    }
    return json;
  }
}
