package io.palimpsest.verify;

import io.palimpsest.evidence.error.EvidenceRefused;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What was checked, told line by line as it happens, and the sum of it. */
public final class Findings {
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private final Consumer<String> print;
  private int right;
  private int wrong;
  private int unknown;

  Findings(Consumer<String> print) {
    this.print = print;
  }

  void begin(String name) {
    print.accept(name);
  }

  /** Something was checked and is as it must be. */
  public void ok(String format, Object... values) {
    right++;
    line("ok", String.format(Locale.ROOT, format, values));
  }

  /** Something that is worth knowing and proves nothing. */
  public void note(String format, Object... values) {
    line("note", String.format(Locale.ROOT, format, values));
  }

  /** Something is not as it must be. */
  public void failed(String what) {
    wrong++;
    line("FAILED", what);
  }

  /** The same, with the kind of failure as an auditor calls it. */
  public void failed(EvidenceRefused refused) {
    String kind =
        switch (refused) {
          case EvidenceRefused.Malformed e -> "not in its form";
          case EvidenceRefused.WrongSignature e -> "false signature";
          case EvidenceRefused.ForeignKey e -> "key of another log";
          case EvidenceRefused.WrongProof e -> "false proof";
          case EvidenceRefused.Forked e -> "forked log";
          case EvidenceRefused.CutShort e -> "log cut short";
          case EvidenceRefused.Altered e -> "altered log";
          case EvidenceRefused.Miscounted e -> "false sum";
        };
    failed(kind + ": " + refused.getMessage());
  }

  /** Something could not be read. */
  public void unknown(String what) {
    unknown++;
    line("UNKNOWN", what);
  }

  int conclude() {
    if (wrong > 0) {
      print.accept("NOT VERIFIED: " + wrong + " failed, " + right + " ok");
      return Verifier.REFUSED;
    }
    if (unknown > 0 || right == 0) {
      print.accept("UNDECIDED: " + unknown + " could not be read, " + right + " ok");
      return Verifier.UNDECIDED;
    }
    print.accept("VERIFIED: " + right + " ok");
    return Verifier.VERIFIED;
  }

  private void line(String verdict, String what) {
    print.accept(String.format(Locale.ROOT, "  %-8s%s", verdict, harmless(what)));
  }

  /** What evidence says may be anything: it must not move the cursor or turn the line around. */
  private static String harmless(String what) {
    return UNSEEN.matcher(what).replaceAll("\uFFFD");
  }
}
