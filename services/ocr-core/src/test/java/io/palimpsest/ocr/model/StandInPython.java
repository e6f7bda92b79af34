package io.palimpsest.ocr.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A stand-in for the interpreter: a shell script that knows where pip was told to put the wheel,
 * and writes down what else it was told.
 */
final class StandInPython {
  private final Path folder;

  StandInPython(Path folder) {
    this.folder = folder;
  }

  /** The command of one that brings this wheel. */
  String bringing(Path wheel) throws IOException {
    return doing("cp " + wheel + " \"$target\"/");
  }

  /** The command of one that does this, with the wheel's folder in {@code $target}. */
  String doing(String action) throws IOException {
    Path script = folder.resolve("python");
    Files.writeString(
        script,
        """
        #!/bin/sh
        echo "$*" >> %s
        while [ "$1" != "--dest" ]; do shift; done
        target=$2
        %s
        """
            .formatted(calls(), action));
    if (!script.toFile().setExecutable(true)) {
      throw new IOException("cannot make a script");
    }
    return script.toString();
  }

  /** What it was told, a line for each call. */
  Path calls() {
    return folder.resolve("calls");
  }
}
