package io.palimpsest.standalone;

import io.palimpsest.standalone.cli.PalimpsestCommand;

/** Where {@code ./palimpsest} begins. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(PalimpsestCommand.commandLine().execute(args));
  }
}
