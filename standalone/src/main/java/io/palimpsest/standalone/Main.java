package io.palimpsest.standalone;

import io.palimpsest.standalone.cli.PalimpsestCommand;

/** Where {@code ./palimpsest} begins. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    int code = 1;
    try {
      code = PalimpsestCommand.commandLine().execute(args);
    } catch (Error e) {
      // A broken build or no memory: one line is enough here, too.
      System.err.println("palimpsest: " + e);
    } finally {
      System.exit(code); // whatever threads a library may have left
    }
  }
}
