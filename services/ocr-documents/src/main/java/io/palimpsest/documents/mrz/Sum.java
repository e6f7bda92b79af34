package io.palimpsest.documents.mrz;

import static io.palimpsest.documents.mrz.MrzFormat.FILLER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A check digit and what it is made of.
 *
 * @param over the positions that it protects, in the order of their weights
 * @param digit where it stands
 */
record Sum(Check.Protected what, List<Place> over, Place digit) {
  private static final List<Field> COMPOSITE =
      List.of(
          Field.NUMBER,
          Field.NUMBER_CHECK,
          Field.OPTIONAL,
          Field.BIRTH,
          Field.BIRTH_CHECK,
          Field.EXPIRY,
          Field.EXPIRY_CHECK,
          Field.OPTIONAL_2);

  /** In a zone of two lines the optional data stand behind the dates. */
  private static final List<Field> COMPOSITE_OF_TWO_LINES =
      List.of(
          Field.NUMBER,
          Field.NUMBER_CHECK,
          Field.BIRTH,
          Field.BIRTH_CHECK,
          Field.EXPIRY,
          Field.EXPIRY_CHECK,
          Field.OPTIONAL,
          Field.OPTIONAL_CHECK);

  /** All of a zone's; where the number's digit stands depends on what is written. */
  static List<Sum> of(Zone zone) {
    MrzFormat format = zone.format();
    List<Sum> sums = new ArrayList<>();
    sums.add(number(zone));
    of(format, Check.Protected.BIRTH, List.of(Field.BIRTH), Field.BIRTH_CHECK).ifPresent(sums::add);
    of(format, Check.Protected.EXPIRY, List.of(Field.EXPIRY), Field.EXPIRY_CHECK)
        .ifPresent(sums::add);
    of(format, Check.Protected.OPTIONAL, List.of(Field.OPTIONAL), Field.OPTIONAL_CHECK)
        .ifPresent(sums::add);
    of(
            format,
            Check.Protected.COMPOSITE,
            format == MrzFormat.TD1 ? COMPOSITE : COMPOSITE_OF_TWO_LINES,
            Field.COMPOSITE)
        .ifPresent(sums::add);
    return sums;
  }

  Check.State state(Zone zone) {
    String text = zone.text(over);
    char found = zone.at(digit);
    if (found == FILLER) {
      boolean empty = text.chars().allMatch(c -> c == FILLER);
      return empty ? Check.State.ABSENT : Check.State.FAILED;
    }
    return found - '0' == CheckDigits.of(text) ? Check.State.PASSED : Check.State.FAILED;
  }

  /**
   * A number of more than nine characters goes on in the optional data, its check digit behind it,
   * and leaves the filler in the digit's own place (Doc 9303-5 and -6, notes on the document
   * number).
   */
  private static Sum number(Zone zone) {
    MrzFormat format = zone.format();
    List<Place> over = places(format, List.of(Field.NUMBER));
    Place digit = places(format, List.of(Field.NUMBER_CHECK)).getFirst();
    int rest = zone.longNumberRest();
    if (rest == 0) {
      return new Sum(Check.Protected.NUMBER, over, digit);
    }
    List<Place> optional = places(format, List.of(Field.OPTIONAL));
    List<Place> all = new ArrayList<>(over);
    all.addAll(optional.subList(0, rest));
    return new Sum(Check.Protected.NUMBER, all, optional.get(rest));
  }

  private static Optional<Sum> of(
      MrzFormat format, Check.Protected what, List<Field> over, Field digit) {
    return format
        .span(digit)
        .map(span -> new Sum(what, places(format, over), span.places().findFirst().orElseThrow()));
  }

  private static List<Place> places(MrzFormat format, List<Field> fields) {
    return fields.stream()
        .flatMap(field -> format.span(field).stream())
        .flatMap(Span::places)
        .toList();
  }

  /** All positions that have a part in it. */
  Stream<Place> places() {
    return Stream.concat(over.stream(), Stream.of(digit));
  }
}
