package io.palimpsest.standalone.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which pages of a file are wanted, such as {@code 1-3}, {@code 2}, {@code 1,4-} .
 *
 * @param spans in the order given
 */
public record PageRange(List<Span> spans) {
  private static final Pattern SPAN =
      Pattern.compile("([1-9][0-9]{0,5})(?:(-)([1-9][0-9]{0,5})?)?");

  /**
   * Pages from one to another.
   *
   * @param first from 1
   * @param last included; {@link Integer#MAX_VALUE} for all that follow
   */
  public record Span(int first, int last) {
    public Span {
      if (first < 1 || last < first) {
        throw new IllegalArgumentException("pages go upwards from 1: " + first + "-" + last);
      }
    }
  }

  public PageRange {
    spans = List.copyOf(spans);
  }

  public static PageRange all() {
    return new PageRange(List.of(new Span(1, Integer.MAX_VALUE)));
  }

  /**
   * From its written form.
   *
   * @throws IllegalArgumentException when it has another form
   */
  public static PageRange parse(String text) {
    List<Span> spans = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher match = SPAN.matcher(part.strip());
      if (!match.matches()) {
        throw new IllegalArgumentException("pages are written like 1-3 or 2 or 1,4-: " + text);
      }
      int first = Integer.parseInt(match.group(1));
      int last =
          match.group(2) == null
              ? first
              : match.group(3) == null ? Integer.MAX_VALUE : Integer.parseInt(match.group(3));
      spans.add(new Span(first, last));
    }
    return new PageRange(spans);
  }

  /** The first page wanted. */
  public int first() {
    return spans.getFirst().first();
  }

  /** The pages wanted of a file that has {@code count}, in the order asked for, each once. */
  public List<Integer> of(int count) {
    return spans.stream()
        .flatMap(
            span ->
                java.util.stream.IntStream.rangeClosed(span.first(), Math.min(span.last(), count))
                    .boxed())
        .distinct()
        .toList();
  }
}
