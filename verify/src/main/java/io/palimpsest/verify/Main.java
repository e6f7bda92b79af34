package io.palimpsest.verify;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code java -jar palimpsest-verify.jar}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    int code = Verifier.standard().run(List.of(args), out::println);
    System.exit(code);
  }
}
