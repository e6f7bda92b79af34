package io.palimpsest.platform.subjects;

/**
 * A picture of a person, cut out of a document.
 *
 * @param name such as {@code portrait}
 * @param content an encoded image, 1 byte to 10 MiB
 */
public record Photo(FieldName name, byte[] content) {
  private static final int LIMIT = 10 << 20;

  public Photo {
    if (content.length == 0 || content.length > LIMIT) {
      throw new IllegalArgumentException("a photo has 1 byte to 10 MiB: " + content.length);
    }
    content = content.clone();
  }

  /** Never the picture. */
  @Override
  public String toString() {
    return "Photo[" + name + ", " + content.length + " bytes]";
  }
}
