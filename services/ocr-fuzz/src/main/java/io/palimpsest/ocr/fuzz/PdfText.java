package io.palimpsest.ocr.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A PDF put together object by object, so that it can say what no library would write. */
final class PdfText {
  private final List<byte[]> objects = new ArrayList<>();

  /** Adds an object; the first is number 1. */
  PdfText object(String body) {
    objects.add(Bytes.ascii(body));
    return this;
  }

  PdfText stream(String entries, byte[] data) {
    objects.add(
        Bytes.join(
            Bytes.ascii("<<" + entries + "/Length " + data.length + ">>\nstream\n"),
            data,
            Bytes.ascii("\nendstream")));
    return this;
  }

  /** The file, with a table of objects that is right; object 1 is the catalogue. */
  byte[] file() {
    StringBuilder table =
        new StringBuilder("xref\n0 " + (objects.size() + 1) + "\n0000000000 65535 f \n");
    byte[] body =
        Bytes.write(
            out -> {
              out.write(Bytes.ascii("%PDF-1.7\n"));
              for (int i = 0; i < objects.size(); i++) {
                table.append(String.format("%010d 00000 n \n", out.size()));
                out.write(Bytes.ascii((i + 1) + " 0 obj\n"));
                out.write(objects.get(i));
                out.write(Bytes.ascii("\nendobj\n"));
              }
            });
    String tail =
        table
            + ("trailer <</Root 1 0 R/Size " + (objects.size() + 1) + ">>\n")
            + ("startxref\n" + body.length + "\n%%EOF\n");
    return Bytes.join(body, tail.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** One page of 200 x 100 points: its resources, what is drawn, and further objects from 5 on. */
  static PdfText page(String resources, String content) {
    return page("[0 0 200 100]", resources, content);
  }

  static PdfText page(String box, String resources, String content) {
    return new PdfText()
            .object("<</Type/Catalog/Pages 2 0 R>>")
            .object("<</Type/Pages/Kids[3 0 R]/Count 1>>")
            .object(
                ("<</Type/Page/Parent 2 0 R/MediaBox" + box)
                    + ("/Resources<<" + resources + ">>/Contents 4 0 R>>"))
            .stream("", Bytes.ascii(content));
  }

  /** One page filled by one image, which is object 5. */
  static byte[] image(String entries, byte[] data) {
    return page("/XObject<</I 5 0 R>>", "q 200 0 0 100 0 0 cm /I Do Q").stream(
            "/Type/XObject/Subtype/Image" + entries, data)
        .file();
  }
}
