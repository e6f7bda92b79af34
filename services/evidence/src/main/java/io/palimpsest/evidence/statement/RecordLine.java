package io.palimpsest.evidence.statement;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.internal.Strict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * One line of {@code records.csv} (RFC 4180): a call that is billed or counted. The file begins
 * with the line {@link #HEADER}, every line ends with {@link #END}, and no field needs quotes. The
 * bytes of a line without its end are a leaf of the statement's tree.
 *
 * @param callId a UUIDv7; lines stand in its order
 * @param start when the call was received
 * @param volume how many calls it counts as
 * @param listFee millionths of the currency's unit, before free calls and tiers
 */
public record RecordLine(
    UUID callId, String action, Instant start, String result, int volume, long listFee) {
  public static final String HEADER = "call_id,action,start,result,volume,list_fee";
  public static final String END = "\r\n";

  /** Bytes of a line at most, without its end. */
  public static final int MAX_LENGTH = 320;

  public RecordLine {
    if (callId.version() != 7 || callId.variant() != 2) {
      throw new Malformed("a call_id that is no UUIDv7");
    }
    Tokens.name(action, "name of an action");
    Tokens.name(result, "result");
    if (volume < 0 || listFee < 0) {
      throw new Malformed("a volume or fee below zero");
    }
  }

  /**
   * @throws Malformed when it is not exactly what {@link #bytes} gives for some line
   */
  public static RecordLine parse(byte[] line) {
    String[] fields = Strict.utf8(line, "the line").split(",", -1);
    if (fields.length != 6) {
      throw new Malformed(fields.length + " fields in place of 6");
    }
    return new RecordLine(
        callId(fields[0]),
        fields[1],
        Tokens.instant(fields[2], "start"),
        fields[3],
        (int) Strict.decimal(fields[4], Integer.MAX_VALUE, "the volume"),
        Money.parse(fields[5]));
  }

  private static UUID callId(String text) {
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equals(text)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new Malformed("a call_id that is no UUID");
  }

  /** When the call was received, as its id tells it, to the millisecond. */
  public Instant received() {
    return Instant.ofEpochMilli(callId.getMostSignificantBits() >>> 16);
  }

  /** The line without its end. */
  public byte[] bytes() {
    return (callId
            + ","
            + action
            + ","
            + start
            + ","
            + result
            + ","
            + volume
            + ","
            + Money.text(listFee))
        .getBytes(StandardCharsets.US_ASCII);
  }
}
