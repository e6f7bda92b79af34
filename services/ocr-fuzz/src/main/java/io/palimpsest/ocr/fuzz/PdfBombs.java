package io.palimpsest.ocr.fuzz;

import java.util.ArrayList;
import java.util.List;

/** PDFs that unfold, that repeat themselves, or that go round in circles. */
final class PdfBombs {
  private static final String FORM = "/Type/XObject/Subtype/Form/BBox[0 0 200 100]";
  private static final String GREY = "/BitsPerComponent 8/ColorSpace/DeviceGray";

  private PdfBombs() {}

  static List<Sample> all() {
    List<Sample> bombs = new ArrayList<>();
    images(bombs);
    contents(bombs);
    structures(bombs);
    painting(bombs);
    bombs.addAll(PdfFontBombs.all());
    return bombs;
  }

  private static void add(List<Sample> bombs, String name, byte[] file) {
    bombs.add(new Sample("bomb pdf " + name, file));
  }

  private static void images(List<Sample> bombs) {
    byte[] zeros = Bytes.deflatedZeros(1 << 28);
    for (int side : new int[] {9_000, 22_000, 60_000, Integer.MAX_VALUE}) {
      String size = "/Width " + side + "/Height " + side;
      add(bombs, "image " + side, PdfText.image(size + GREY + "/Filter/FlateDecode", zeros));
      String bits = size + "/BitsPerComponent 1/ColorSpace/DeviceGray";
      byte[] fax = RasterSeeds.faxStrip();
      add(
          bombs,
          "fax " + side,
          PdfText.image(
              bits
                  + "/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns "
                  + side
                  + "/Rows "
                  + side
                  + ">>",
              fax));
      add(
          bombs,
          "jbig2 " + side,
          PdfText.image(bits + "/Filter/JBIG2Decode", PdfSeeds.jbig2(side, side)));
      add(
          bombs,
          "jpx " + side,
          PdfText.image(size + "/Filter/JPXDecode", PdfSeeds.jpx(side, side)));
    }
    add(
        bombs,
        "jbig2 in disguise",
        PdfText.image(
            "/Width 9/Height 9/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode",
            PdfSeeds.jbig2(65_000, 65_000)));
    add(
        bombs,
        "mask",
        PdfText.page("/XObject<</I 5 0 R>>", "q 200 0 0 100 0 0 cm /I Do Q").stream(
                "/Subtype/Image/Width 9/Height 9/SMask 6 0 R" + GREY, new byte[81])
            .stream("/Subtype/Image/Width 22000/Height 22000/Filter/FlateDecode" + GREY, zeros)
            .file());
  }

  private static void contents(List<Sample> bombs) {
    add(bombs, "operators", PdfText.page("", "0 0 m 9 9 l S\n".repeat(1_000_000)).file());
    add(bombs, "states", PdfText.page("", "q ".repeat(3_000_000)).file());
    add(
        bombs,
        "endless path",
        PdfText.page("", "1 1 m " + "2 2 l 9 1 l ".repeat(500_000) + "S").file());
    add(bombs, "nested arrays", PdfText.page("", "[".repeat(1_000_000)).file());
    add(bombs, "nested dictionaries", PdfText.page("", "/P <</K ".repeat(300_000) + " BDC").file());
    byte[] spaces = Bytes.deflatedZeros(1 << 28);
    add(
        bombs,
        "flate",
        new PdfText()
                .object("<</Type/Catalog/Pages 2 0 R>>")
                .object("<</Type/Pages/Kids[3 0 R]/Count 1>>")
                .object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>")
                .stream("/Filter/FlateDecode", spaces)
                .file());
    add(
        bombs,
        "flate in hex",
        new PdfText()
                .object("<</Type/Catalog/Pages 2 0 R>>")
                .object("<</Type/Pages/Kids[3 0 R]/Count 1>>")
                .object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>")
                .stream("/Filter 5 0 R", Bytes.deflated(spaces))
                .object("[/FlateDecode/FlateDecode]")
                .file());
  }

  private static void structures(List<Sample> bombs) {
    String catalogue = "<</Type/Catalog/Pages 2 0 R>>";
    add(
        bombs,
        "tree loop",
        new PdfText().object(catalogue).object("<</Type/Pages/Kids[2 0 R]/Count 9>>").file());
    add(
        bombs,
        "tree of two",
        new PdfText()
            .object(catalogue)
            .object("<</Type/Pages/Kids[3 0 R 3 0 R]/Count 99>>")
            .object("<</Type/Pages/Parent 2 0 R/Kids[2 0 R 2 0 R]/Count 99>>")
            .file());
    for (String count : List.of("2147483647", "-1", "9999999999", "0")) {
      add(
          bombs,
          "count " + count,
          new PdfText()
              .object(catalogue)
              .object("<</Type/Pages/Kids[]/Count " + count + ">>")
              .file());
    }
    add(
        bombs,
        "own form",
        PdfText.page("/XObject<</F 5 0 R>>", "/F Do").stream(
                FORM + "/Resources<</XObject<</F 5 0 R>>>>", Bytes.ascii("/F Do"))
            .file());
    add(
        bombs,
        "doubling forms",
        PdfText.page("/XObject<</F 5 0 R>>", "/F Do").stream(
                FORM + "/Resources<</XObject<</F 5 0 R>>>>", Bytes.ascii("/F Do /F Do"))
            .file());
    add(
        bombs,
        "nested objects",
        PdfText.page("", "").object("[".repeat(200_000) + "]".repeat(200_000)).file());
    add(
        bombs,
        "parent loop",
        new PdfText()
            .object(catalogue)
            .object("<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R>>")
            .object("<</Type/Page/Parent 2 0 R>>")
            .file());
    byte[] whole = PdfText.page("", "0 0 9 9 re f").file();
    String text = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1);
    int table = text.indexOf("xref\n0");
    add(bombs, "table loop", Bytes.ascii(text.replace("/Size", "/Prev " + table + "/Size")));
    add(bombs, "length of itself", Bytes.ascii(text.replace("/Length 12", "/Length 4 0 R")));
    add(
        bombs,
        "object stream loop",
        new PdfText()
            .object(catalogue).stream(
                    "/Type/ObjStm/N 1/First 4/Extends 2 0 R",
                    Bytes.ascii("2 0 <</Type/Pages/Kids[2 0 R]/Count 1>>"))
                .file());
    for (String box :
        List.of(
            "[0 0 1e9 1e9]", "[0 0 1e38 1e38]", "[0 0 1 1e6]", "[0 0 0 0]", "[0 0 14400 14400]")) {
      add(bombs, "box " + box, PdfText.page(box, "", "0 0 99 99 re f").file());
    }
  }

  private static void painting(List<Sample> bombs) {
    add(bombs, "dashes", PdfText.page("", "[.00001 .00001] 0 d 0 0 m 1e6 1e6 l S").file());
    add(bombs, "wide line", PdfText.page("", "1e9 w 0 0 m 1e9 1e9 l 5 -1e9 l S").file());
    add(bombs, "far curve", PdfText.page("", "0 0 m 1e30 1e30 -1e30 1e30 9 9 c f").file());
    add(
        bombs,
        "tiles",
        PdfText.page("/Pattern<</P 5 0 R>>", "/Pattern cs /P scn 0 0 200 100 re f").stream(
                "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1e6 1e6]/XStep .0001/YStep .0001"
                    + "/Resources<<>>",
                Bytes.ascii("0 0 5 5 re f"))
            .file());
    add(
        bombs,
        "tile of tiles",
        PdfText.page("/Pattern<</P 5 0 R>>", "/Pattern cs /P scn 0 0 200 100 re f").stream(
                "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9"
                    + "/Resources<</Pattern<</P 5 0 R>>>>",
                Bytes.ascii("/Pattern cs /P scn 0 0 5 5 re f"))
            .file());
    add(
        bombs,
        "groups",
        PdfText.page("/XObject<</F 5 0 R>>", "/F Do").stream(
                FORM + "/Group<</S/Transparency>>/Resources<</XObject<</F 5 0 R>>>>",
                Bytes.ascii("/F Do /F Do"))
            .file());
    add(
        bombs,
        "masks",
        PdfText.page("/ExtGState<</G<</SMask<</S/Luminosity/G 5 0 R>>>>>>", "/G gs 0 0 9 9 re f")
            .stream(
                FORM
                    + "/Group<</S/Transparency>>/Resources<</ExtGState<</G<</SMask"
                    + "<</S/Luminosity/G 5 0 R>>>>>>>>",
                Bytes.ascii("/G gs 0 0 9 9 re f"))
            .file());
    String function = "<</FunctionType 4/Domain[0 1]/Range[0 1 0 1 0 1]";
    add(
        bombs,
        "program",
        PdfText.page(
                "/Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 9 9]/Function 5 0 R>>>>",
                "/S sh")
            .stream(
                function.substring(2), Bytes.ascii("{" + "dup mul ".repeat(200_000) + "dup dup}"))
            .file());
    add(
        bombs,
        "mesh",
        PdfText.page("/Shading<</S 5 0 R>>", "/S sh").stream(
                "/ShadingType 5/ColorSpace/DeviceGray/BitsPerCoordinate 8/BitsPerComponent 8"
                    + "/VerticesPerRow 2147483647/Decode[0 1e9 0 1e9 0 1]",
                new byte[3_000])
            .file());
    for (String size : List.of("[2147483647]", "[65536 65536]", "[99999999]")) {
      String inputs = size.contains(" ") ? "[0 1 0 1]" : "[0 1]";
      add(
          bombs,
          "samples " + size,
          PdfText.page(
                  "/Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 9 9]/Function 5 0 R>>>>",
                  "/S sh")
              .stream(
                  "/FunctionType 0/BitsPerSample 8/Range[0 1]/Domain" + inputs + "/Size" + size,
                  new byte[100])
              .file());
    }
    add(
        bombs,
        "tint",
        PdfText.page("/XObject<</I 5 0 R>>", "q 200 0 0 100 0 0 cm /I Do Q").stream(
                "/Subtype/Image/Width 3000/Height 3000/BitsPerComponent 8/Filter/FlateDecode"
                    + "/ColorSpace[/DeviceN[/A/B]/DeviceGray 6 0 R]",
                Bytes.deflated(noise(18_000_000)))
            .stream(
                "/FunctionType 4/Domain[0 1 0 1]/Range[0 1]",
                Bytes.ascii("{" + "dup mul ".repeat(500) + "add}"))
            .file());
    for (String stream : List.of("/FlateDecode", "/LZWDecode")) {
      add(
          bombs,
          "predictor " + stream,
          PdfText.image(
              "/Width 9/Height 9"
                  + GREY
                  + "/Filter"
                  + stream
                  + "/DecodeParms<</Predictor 15/Columns 2000000000/Colors 32>>",
              Bytes.deflated(new byte[100])));
    }
  }

  private static byte[] noise(int size) {
    byte[] noise = new byte[size];
    new java.util.Random(4711).nextBytes(noise);
    return noise;
  }
}
