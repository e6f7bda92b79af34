package io.palimpsest.reportpdf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.fontbox.util.BoundingBox;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.font.PDFont;

/**
 * Chinese in a font that the reader has: named after one of Adobe's, which every reader replaces by
 * a Chinese font at hand, and in a character map that every reader knows (ISO 32000-2, 9.7.5.2,
 * UniGB-UTF16-H), so that the text can be searched for and copied too. A Chinese font of our own
 * would be ten megabytes. Each character is as wide as it is high.
 */
final class ReadersFont extends PDFont {
  private static final String NAME = "STSong-Light";
  private static final int EM = 1000;

  ReadersFont() {
    super(font());
  }

  /** Whether it has a character: those of the basic plane that Chinese is written with. */
  static boolean has(int character) {
    return character <= Character.MAX_VALUE
        && (Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN
            || character >= 0x3001 && character <= 0x3011
            || character >= 0xff01 && character <= 0xff5e);
  }

  private static COSDictionary font() {
    COSDictionary of = new COSDictionary();
    of.setString("Registry", "Adobe");
    of.setString("Ordering", "GB1");
    of.setInt("Supplement", 4);
    COSDictionary descriptor = typed("FontDescriptor");
    descriptor.setName(COSName.FONT_NAME, NAME);
    descriptor.setInt(COSName.FLAGS, 6); // serif, symbolic
    descriptor.setInt(COSName.ITALIC_ANGLE, 0);
    descriptor.setInt(COSName.ASCENT, 880);
    descriptor.setInt(COSName.DESCENT, -120);
    descriptor.setInt(COSName.CAP_HEIGHT, 880);
    descriptor.setInt(COSName.STEM_V, 93);
    COSArray box = new COSArray();
    for (int edge : new int[] {-25, -254, EM, 880}) {
      box.add(COSInteger.get(edge));
    }
    descriptor.setItem(COSName.FONT_BBOX, box);
    COSDictionary glyphs = typed("Font");
    glyphs.setName(COSName.SUBTYPE, "CIDFontType0");
    glyphs.setName(COSName.BASE_FONT, NAME);
    glyphs.setItem(COSName.CIDSYSTEMINFO, of);
    glyphs.setItem(COSName.FONT_DESC, descriptor);
    glyphs.setInt(COSName.DW, EM);
    COSArray descendants = new COSArray();
    descendants.add(glyphs);
    COSDictionary font = typed("Font");
    font.setName(COSName.SUBTYPE, "Type0");
    font.setName(COSName.BASE_FONT, NAME);
    font.setName(COSName.ENCODING, "UniGB-UTF16-H");
    font.setItem(COSName.DESCENDANT_FONTS, descendants);
    return font;
  }

  private static COSDictionary typed(String type) {
    COSDictionary typed = new COSDictionary();
    typed.setName(COSName.TYPE, type);
    return typed;
  }

  @Override
  protected byte[] encode(int character) {
    return Character.toString(character).getBytes(StandardCharsets.UTF_16BE);
  }

  @Override
  public int readCode(InputStream in) throws IOException {
    return in.read() << 8 | in.read();
  }

  @Override
  public float getWidth(int code) {
    return EM;
  }

  @Override
  public float getWidthFromFont(int code) {
    return EM;
  }

  @Override
  protected float getStandard14Width(int code) {
    return EM;
  }

  @Override
  public boolean hasExplicitWidth(int code) {
    return true;
  }

  @Override
  public float getHeight(int code) {
    return EM;
  }

  @Override
  public BoundingBox getBoundingBox() {
    return new BoundingBox(-25, -254, EM, 880);
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public boolean isVertical() {
    return false;
  }

  @Override
  public boolean isEmbedded() {
    return false;
  }

  /** Like those fourteen, it is the reader's: nothing is missing where it is not embedded. */
  @Override
  public boolean isStandard14() {
    return true;
  }

  @Override
  public boolean isDamaged() {
    return false;
  }

  @Override
  public boolean willBeSubset() {
    return false;
  }

  @Override
  public void addToSubset(int character) {
    // nothing of it is embedded
  }

  @Override
  public void subset() {
    // likewise
  }
}
