package io.palimpsest.ocr.model;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Python wheel, pinned.
 *
 * @param fileName with version and tags, as PEP 427 has it
 */
record Wheel(String fileName, Content content) {
  private static final Pattern NAME =
      Pattern.compile("(\\w+)-([\\w.]+)-([a-z]+)[0-9]+-(\\w+)-(\\w+)\\.whl");

  Wheel {
    if (!NAME.matcher(fileName).matches()) {
      throw new IllegalArgumentException("file: the whole name of a wheel is needed");
    }
  }

  /** As {@code name==version}. */
  String requirement() {
    Matcher name = name();
    return name.group(1) + "==" + name.group(2);
  }

  /**
   * What makes pip bring this very file, whatever machine it runs on: the wheel is a container of
   * models here, and its code is never run.
   */
  List<String> tags() {
    Matcher name = name();
    return name.group(5).equals("any")
        ? List.of()
        : List.of(
            "--implementation", name.group(3), "--abi", name.group(4), "--platform", name.group(5));
  }

  private Matcher name() {
    Matcher matcher = NAME.matcher(fileName);
    matcher.matches();
    return matcher;
  }
}
