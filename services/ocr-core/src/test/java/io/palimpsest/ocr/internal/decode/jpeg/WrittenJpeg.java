package io.palimpsest.ocr.internal.decode.jpeg;

import io.palimpsest.ocr.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import org.w3c.dom.NodeList;

/** A JPEG of shapes and noise, as the JDK writes it, and what the JDK reads of one. */
final class WrittenJpeg {
  private static final String JDK = "com.sun.imageio.plugins.jpeg.";

  private final int width;
  private final int height;
  private int type = BufferedImage.TYPE_3BYTE_BGR;
  private int sampling = 0x22;
  private float quality = 0.75f;
  private boolean progressive;
  private int restartAfter;

  WrittenJpeg(int width, int height) {
    this.width = width;
    this.height = height;
  }

  WrittenJpeg grey() {
    type = BufferedImage.TYPE_BYTE_GRAY;
    sampling = 0x11;
    return this;
  }

  /**
   * @param factors of luminance, as a frame's header has them
   */
  WrittenJpeg sampling(int factors) {
    sampling = factors;
    return this;
  }

  WrittenJpeg quality(float share) {
    quality = share;
    return this;
  }

  WrittenJpeg progressive(boolean inScans) {
    progressive = inScans;
    return this;
  }

  WrittenJpeg restartAfter(int units) {
    restartAfter = units;
    return this;
  }

  byte[] bytes() {
    ImageWriter writer = jdk(ImageIO.getImageWritersByFormatName("jpeg"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      BufferedImage image = drawn();
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      param.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), param);
      change(metadata);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, metadata), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  private static <T> T jdk(Iterator<T> plugins) {
    T plugin = plugins.next();
    return plugin.getClass().getName().startsWith(JDK) ? plugin : jdk(plugins);
  }

  private void change(IIOMetadata metadata) throws IIOInvalidTreeException {
    String format = metadata.getNativeMetadataFormatName();
    IIOMetadataNode tree = (IIOMetadataNode) metadata.getAsTree(format);
    NodeList components = tree.getElementsByTagName("componentSpec");
    IIOMetadataNode luminance = (IIOMetadataNode) components.item(0);
    luminance.setAttribute("HsamplingFactor", String.valueOf(sampling >> 4));
    luminance.setAttribute("VsamplingFactor", String.valueOf(sampling & 15));
    if (restartAfter > 0) {
      IIOMetadataNode restart = new IIOMetadataNode("dri");
      restart.setAttribute("interval", String.valueOf(restartAfter));
      tree.getElementsByTagName("markerSequence").item(0).appendChild(restart);
    }
    metadata.setFromTree(format, tree);
  }

  private BufferedImage drawn() {
    BufferedImage image = new BufferedImage(width, height, type);
    Random random = new Random(width * 31L + height);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(250, 248, 240));
    g.fillRect(0, 0, width, height);
    for (int i = 0; i < 40; i++) {
      g.setColor(new Color(random.nextInt(1 << 24)));
      g.fillOval(
          random.nextInt(width), random.nextInt(height), random.nextInt(90), random.nextInt(60));
    }
    g.dispose();
    for (int i = 0; i < width * height / 8; i++) {
      image.setRGB(random.nextInt(width), random.nextInt(height), random.nextInt(1 << 24));
    }
    return image;
  }

  /** A file with one more segment at its beginning. */
  static byte[] withSegment(byte[] file, int marker, byte[] content) {
    return ByteBuffer.allocate(file.length + content.length + 4)
        .put(file, 0, 2)
        .put((byte) 0xFF)
        .put((byte) marker)
        .putShort((short) (content.length + 2))
        .put(content)
        .put(file, 2, file.length - 2)
        .array();
  }

  /** What the JDK's decoder makes of a file. */
  static Picture read(byte[] file) {
    ImageReader reader = jdk(ImageIO.getImageReadersByFormatName("jpeg"));
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in);
      BufferedImage image = reader.read(0);
      int bands = image.getRaster().getNumBands();
      byte[] bgr = new byte[image.getWidth() * image.getHeight() * 3];
      int[] pixel = new int[bands];
      for (int i = 0; i < bgr.length; i += 3) {
        int at = i / 3;
        image.getRaster().getPixel(at % image.getWidth(), at / image.getWidth(), pixel);
        for (int c = 0; c < 3; c++) {
          bgr[i + c] = (byte) pixel[bands == 1 ? 0 : 2 - c];
        }
      }
      return new Picture(image.getWidth(), image.getHeight(), bgr);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      reader.dispose();
    }
  }
}
