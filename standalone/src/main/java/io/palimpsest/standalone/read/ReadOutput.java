package io.palimpsest.standalone.read;

import io.palimpsest.ocr.TextLine;
import io.palimpsest.standalone.read.FileReading.PageReading;
import java.io.PrintWriter;

/** How results are printed. */
public sealed interface ReadOutput {

  void begin(PrintWriter out);

  void print(PrintWriter out, FileReading reading);

  void end(PrintWriter out);

  /**
   * The lines of text.
   *
   * @param headed whether each file's name stands above its text
   */
  record Text(boolean headed) implements ReadOutput {
    @Override
    public void begin(PrintWriter out) {}

    @Override
    public void print(PrintWriter out, FileReading reading) {
      if (!(reading instanceof FileReading.Done done)) {
        return;
      }
      if (headed) {
        out.println("==> " + done.file() + " <==");
      }
      for (PageReading page : done.pages()) {
        if (done.pages().size() > 1) {
          out.println("--- page " + page.number() + " ---");
        }
        page.reading().page().lines().stream().map(TextLine::text).forEach(out::println);
      }
      if (headed) {
        out.println();
      }
    }

    @Override
    public void end(PrintWriter out) {}
  }

  /** One array with everything known about every file. */
  final class Json implements ReadOutput {
    private boolean first = true;

    @Override
    public void begin(PrintWriter out) {
      out.print('[');
    }

    @Override
    public void print(PrintWriter out, FileReading reading) {
      out.print(first ? "\n" : ",\n");
      first = false;
      out.print(JsonForm.document(reading));
    }

    @Override
    public void end(PrintWriter out) {
      out.println("\n]");
    }
  }

  /** One prediction a line, for every file exactly one. */
  record JsonLines() implements ReadOutput {
    @Override
    public void begin(PrintWriter out) {}

    @Override
    public void print(PrintWriter out, FileReading reading) {
      out.println(JsonForm.prediction(reading));
    }

    @Override
    public void end(PrintWriter out) {}
  }
}
