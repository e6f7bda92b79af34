package io.palimpsest.standalone.read;

import io.palimpsest.ocr.Reading;
import java.util.List;

/** What came of one file. */
public sealed interface FileReading {

  /** The name as it was given. */
  String file();

  /** It was read. */
  record Done(String file, List<PageReading> pages) implements FileReading {
    public Done {
      pages = List.copyOf(pages);
    }

    /** Milliseconds from pixels to text over all pages: the engine's own time. */
    public double engineMillis() {
      return pages.stream().mapToLong(page -> page.reading().recognition().toNanos()).sum() / 1e6;
    }

    /** Milliseconds from bytes to pixels over all pages. */
    public double decodingMillis() {
      return pages.stream().mapToLong(page -> page.reading().decoding().toNanos()).sum() / 1e6;
    }
  }

  /**
   * It was not.
   *
   * @param why one line for the user
   */
  record Failed(String file, String why) implements FileReading {}

  /**
   * One page of it.
   *
   * @param number from 1
   */
  record PageReading(int number, Reading reading) {}
}
