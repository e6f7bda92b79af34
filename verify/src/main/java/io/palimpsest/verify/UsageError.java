package io.palimpsest.verify;

/** The command line asks for nothing that can be done; the message says what to do instead. */
final class UsageError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final String USAGE =
      """
      usage: palimpsest verify [options] PROOF|REPORT|STATEMENT|CHECKPOINT|DIR|URL ...

      Checks evidence offline, with public keys only.
        PROOF       a .tlog-proof file: the evidence for one entry
        REPORT      a retention report: its ZIP, or its report.json
        CHECKPOINT  a log's checkpoint file
        STATEMENT   a statement.json: what is owed; name its records.csv after it to recount it
        DIR, URL    a log: every tile and the root are built anew from its entries

      A key that the last entry of a log names is trusted when the log's own key is: give that log, or the proof
      of its last entry, beside what the next key signed.

        --key KEY       the log's public key (name+keyid+base64), or a file with one a line; needed
        --witness KEY   the key of a witness that must have seen the checkpoint
        --log DIR|URL   the log that proofs, reports and checkpoints must be a part of
        --since FILE    an earlier checkpoint, proof or report that logs and reports must continue
        --opening FILE  what a proof's entry is about: salt, identity and details
        --token TOKEN   for servers that ask for one

      Exit code: 0 verified, 1 not as it must be, 2 nothing could be said.""";

  private final int code;

  private UsageError(String message, int code) {
    super(message, null, false, false);
    this.code = code;
  }

  static UsageError because(String what) {
    return new UsageError(
        "palimpsest verify: " + what + "\nTry 'palimpsest verify --help'.", Verifier.UNDECIDED);
  }

  static UsageError help() {
    return new UsageError(USAGE, Verifier.VERIFIED);
  }

  int code() {
    return code;
  }
}
