package io.palimpsest.verify;

import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.merkle.RunningRoot;
import io.palimpsest.evidence.statement.RecordLine;
import io.palimpsest.evidence.statement.RecordTree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads {@code records.csv} line by line, no further than the statement has records, and stops at
 * the first line that is wrong. The first line of the file is line 1.
 */
final class RecordsCheck {
  private static final byte[] HEADER = RecordLine.HEADER.getBytes(StandardCharsets.US_ASCII);

  private final RecordTree tree;
  private final Findings findings;
  private RunningRoot block = new RunningRoot();
  private long line = 1;

  RecordsCheck(RecordTree tree, Findings findings) {
    this.tree = tree;
    this.findings = findings;
  }

  /**
   * Whether every line is as it must be; the first one that is not was told.
   *
   * @param each takes the lines, and throws {@link EvidenceRefused} at one that is wrong in itself
   */
  boolean check(Given.OneFile csv, Consumer<RecordLine> each) {
    try (InputStream in = new BufferedInputStream(csv.open())) {
      read(in, each);
      findings.ok("%d lines of records lead to the root that was signed", tree.size());
      return true;
    } catch (EvidenceRefused e) {
      findings.failed("line " + line + " of the records: " + e.getMessage());
    } catch (OtherLines e) {
      findings.failed(e.getMessage());
    } catch (IOException e) {
      throw new EvidenceUnavailable(csv.path() + " cannot be read", e);
    }
    return false;
  }

  private void read(InputStream in, Consumer<RecordLine> each) throws IOException {
    if (!Arrays.equals(next(in).orElseThrow(RecordsCheck::missing), HEADER)) {
      throw new Malformed("not the line of names " + RecordLine.HEADER);
    }
    for (long i = 0; i < tree.size(); i++) {
      line++;
      byte[] bytes = next(in).orElseThrow(RecordsCheck::missing);
      each.accept(RecordLine.parse(bytes));
      block.add(bytes);
      if (block.size() == tree.block() || i == tree.size() - 1) {
        compare((int) (i / tree.block()));
      }
    }
    line++;
    if (in.read() >= 0) {
      throw new Malformed("more than the " + tree.size() + " records of the statement");
    }
  }

  private void compare(int number) {
    if (!block.root().equals(tree.blocks().get(number))) {
      throw new OtherLines(line - block.size() + 1, line);
    }
    block = new RunningRoot();
  }

  /** The next line without its end; empty at the end of the file. */
  private static Optional<byte[]> next(InputStream in) throws IOException {
    byte[] bytes = new byte[RecordLine.MAX_LENGTH];
    int length = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\r') {
        if (in.read() != '\n') {
          throw new Malformed("it does not end with CR LF");
        }
        return Optional.of(Arrays.copyOf(bytes, length));
      }
      if (length == bytes.length) {
        throw new Malformed("longer than " + bytes.length + " bytes");
      }
      bytes[length++] = (byte) b;
    }
    if (length > 0) {
      throw new Malformed("it does not end with CR LF");
    }
    return Optional.empty();
  }

  private static Malformed missing() {
    return new Malformed("it is missing");
  }

  /** Lines that are well in themselves, but not those that the statement was made from. */
  private static final class OtherLines extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private OtherLines(long first, long last) {
      super(
          first == last
              ? "line " + first + " of the records: not the one that was signed"
              : "lines " + first + " to " + last + " of the records: not those that were signed",
          null,
          false,
          false);
    }
  }
}
