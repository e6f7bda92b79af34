package io.palimpsest.ocr.fuzz;

import java.util.ArrayList;
import java.util.List;

/** PDFs whose fonts claim more characters than there are, or draw themselves. */
final class PdfFontBombs {
  private static final String TEXT = "BT /F 9 Tf 9 9 Td (aaaa) Tj ET";

  private PdfFontBombs() {}

  static List<Sample> all() {
    List<Sample> bombs = new ArrayList<>();
    add(
        bombs,
        "type 3",
        PdfText.page("/Font<</F 5 0 R>>", TEXT)
            .object(
                "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97"
                    + "/LastChar 97/Widths[1]/Encoding<</Differences[97/a]>>/CharProcs<</a 6 0 R>>"
                    + "/Resources<</Font<</F 5 0 R>>>>>>")
            .stream("", Bytes.ascii("1 0 d0 BT /F 9 Tf (aaaa) Tj ET")));
    for (String widths :
        List.of("[0 99999999 500]", "[0 2147483647 500]", "[0 [" + "1 ".repeat(500_000) + "]]")) {
      add(bombs, "widths " + widths.length(), composite("/Identity-H", "/W" + widths, ""));
    }
    add(bombs, "vertical", composite("/Identity-V", "/W2[0 99999999 500 1 1]", ""));
    for (String section : List.of("cid", "bf", "notdef")) {
      String target = section.equals("bf") ? "<0000>" : "0";
      String map =
          ("1 begincodespacerange <00000000><FFFFFFFF> endcodespacerange\n1 begin" + section)
              + ("range <00000000><FFFFFFFF> " + target + " end" + section + "range");
      add(bombs, "map " + section, composite("6 0 R", "", "").stream(CMAP, Bytes.ascii(map)));
      String narrow =
          ("1 begincodespacerange <000000><FFFFFF> endcodespacerange\n1 begin" + section)
              + ("range <000000><FFFFFF> " + target + " end" + section + "range\n").repeat(20);
      add(
          bombs,
          "unicode " + section,
          composite("/Identity-H", "", "/ToUnicode 6 0 R").stream(CMAP, Bytes.ascii(narrow)));
    }
    add(
        bombs,
        "map of itself",
        composite("6 0 R", "", "").stream(CMAP + "/UseCMap 6 0 R", Bytes.ascii("")));
    add(
        bombs,
        "characters",
        PdfText.page("/Font<</F 5 0 R>>", TEXT)
            .object(
                "<</Type/Font/Subtype/TrueType/BaseFont/Arial/FirstChar -2147483648/LastChar"
                    + " 2147483647/Widths[500]>>"));
    add(
        bombs,
        "size",
        PdfText.page("/Font<</F 5 0 R>>", "BT /F 1e9 Tf (aaaa) Tj ET").object(ARIAL));
    add(
        bombs,
        "long text",
        PdfText.page("/Font<</F 5 0 R>>", "BT /F 9 Tf (" + "a".repeat(3_000_000) + ") Tj ET")
            .object(ARIAL));
    return bombs;
  }

  private static final String CMAP = "/Type/CMap/CMapName/X";
  private static final String ARIAL = "<</Type/Font/Subtype/TrueType/BaseFont/Arial>>";

  private static void add(List<Sample> bombs, String name, PdfText file) {
    bombs.add(new Sample("bomb pdf font " + name, file.file()));
  }

  private static PdfText composite(String encoding, String descendant, String entries) {
    return PdfText.page("/Font<</F 5 0 R>>", TEXT)
        .object(
            ("<</Type/Font/Subtype/Type0/BaseFont/A/Encoding " + encoding + entries)
                + "/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo"
                + "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                + (descendant + ">>]>>"));
  }
}
