package io.palimpsest.policy;

/**
 * One thing that is wrong with a module.
 *
 * @param file the file's name
 * @param line from 1: where it stands, or where what lacks it stands
 * @param place a JSON pointer (RFC 6901); empty for the whole file
 */
public record PolicyFault(String file, int line, String place, String what) {
  @Override
  public String toString() {
    return "%s:%d: %s: %s".formatted(file, line, place.isEmpty() ? "/" : place, what);
  }
}
