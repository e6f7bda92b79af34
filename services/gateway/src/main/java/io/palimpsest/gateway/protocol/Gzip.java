package io.palimpsest.gateway.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The only content coding that all official SDKs read. */
public final class Gzip {
  /** Below one network packet's worth nothing is won. */
  private static final int WORTHWHILE = 1400;

  private Gzip() {}

  /** Whether an {@code Accept-Encoding} header takes gzip. */
  public static boolean accepted(Optional<String> acceptEncoding) {
    return acceptEncoding.stream()
        .flatMap(header -> Arrays.stream(header.toLowerCase(Locale.ROOT).split(",")))
        .map(String::strip)
        .anyMatch(coding -> coding.matches("gzip(\\s*;\\s*q=(1(\\.0*)?|0\\.[0-9]*[1-9][0-9]*))?"));
  }

  /** Whether packing this many bytes is worth the work. */
  public static boolean worthwhile(int length) {
    return length >= WORTHWHILE;
  }

  /** What {@link #pack} was given. */
  public static byte[] unpack(byte[] packed) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return gzip.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("an answer could not be unpacked", e);
    }
  }

  public static byte[] pack(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed, 8192)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("an answer could not be compressed", e);
    }
    return packed.toByteArray();
  }
}
