package io.palimpsest.documents.mrz;

import static io.palimpsest.documents.mrz.MrzFormat.FILLER;

import java.util.ArrayList;
import java.util.List;

/**
 * The characters of a zone, each allowed where it stands.
 *
 * @param lines as many and as long as the format has
 */
record Zone(MrzFormat format, List<String> lines) {
  Zone {
    lines = List.copyOf(lines);
    if (lines.size() != format.lines()
        || lines.stream().anyMatch(line -> line.length() != format.length())) {
      throw new IllegalArgumentException("lines must be those of " + format);
    }
  }

  char at(Place place) {
    return lines.get(place.line()).charAt(place.column());
  }

  String text(List<Place> places) {
    StringBuilder text = new StringBuilder(places.size());
    places.forEach(place -> text.append(at(place)));
    return text.toString();
  }

  /** A field's characters; none for a field that the format does not have. */
  String text(Field field) {
    return format
        .span(field)
        .map(span -> lines.get(span.line()).substring(span.from(), span.to()))
        .orElse("");
  }

  Zone with(Place place, char character) {
    List<String> changed = new ArrayList<>(lines);
    StringBuilder line = new StringBuilder(lines.get(place.line()));
    line.setCharAt(place.column(), character);
    changed.set(place.line(), line.toString());
    return new Zone(format, changed);
  }

  /**
   * How many characters of a long document number stand in the optional data; 0 for a number that
   * fits its own field.
   */
  int longNumberRest() {
    String optional = text(Field.OPTIONAL);
    boolean mayBeLong = format == MrzFormat.TD1 || format == MrzFormat.TD2;
    boolean full = text(Field.NUMBER).indexOf(FILLER) < 0;
    int end = optional.indexOf(FILLER);
    return mayBeLong
            && full
            && text(Field.NUMBER_CHECK).charAt(0) == FILLER
            && end >= 2
            && Character.isDigit(optional.charAt(end - 1))
        ? end - 1
        : 0;
  }

  List<Check> checks() {
    return Sum.of(this).stream().map(sum -> new Check(sum.what(), sum.state(this))).toList();
  }
}
