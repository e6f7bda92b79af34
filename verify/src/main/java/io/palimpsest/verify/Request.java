package io.palimpsest.verify;

import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.tiles.TileStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A command line.
 *
 * @param given what to check
 * @param trust by which keys, and against what
 */
record Request(List<Given> given, Trust trust) {
  private static final List<String> OPTIONS =
      List.of("--key", "--witness", "--log", "--since", "--opening", "--token");

  private static final int MAX_KEY_FILE = 65_536;

  /**
   * A key, right or wrong, and no file: those have no plus signs around eight hexadecimal digits.
   */
  private static final Pattern VKEY = Pattern.compile("[^+]+\\+[0-9A-Fa-f]{8}\\+.*");

  /**
   * @throws UsageError when it is not understood
   */
  static Request parse(List<String> args) {
    List<String> words = new ArrayList<>();
    Map<String, List<String>> options = new HashMap<>();
    for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
      String arg = rest.next();
      if (arg.equals("--help") || arg.equals("-h")) {
        throw UsageError.help();
      }
      if (!arg.startsWith("--")) {
        words.add(arg);
        continue;
      }
      int equals = arg.indexOf('=');
      String option = equals < 0 ? arg : arg.substring(0, equals);
      if (!OPTIONS.contains(option) || equals < 0 && !rest.hasNext()) {
        throw UsageError.because("what is " + arg + "?");
      }
      options
          .computeIfAbsent(option, key -> new ArrayList<>())
          .add(equals < 0 ? rest.next() : arg.substring(equals + 1));
    }
    return of(words, options);
  }

  private static Request of(List<String> words, Map<String, List<String>> options) {
    if (words.isEmpty()) {
      throw UsageError.because("nothing to verify is named");
    }
    List<VerifierKey> keys = keys(options.getOrDefault("--key", List.of()));
    if (keys.isEmpty()) {
      throw UsageError.because(
          "without the log's public key (--key) nothing can be verified; take it from a place that\n"
              + "is not the evidence itself, and compare its fingerprint");
    }
    String token = one(options, "--token").orElse("");
    if (!token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw UsageError.because("the token has characters that no token has");
    }
    Trust trust =
        new Trust(
            keys,
            keys(options.getOrDefault("--witness", List.of())),
            one(options, "--log").map(word -> store(Given.of(word, token))),
            one(options, "--since").map(word -> file(Given.of(word, token))),
            one(options, "--opening").map(word -> file(Given.of(word, token))));
    return new Request(given(words, token), trust);
  }

  /** A CSV belongs to the statement that was named before it. */
  private static List<Given> given(List<String> words, String token) {
    List<Given> given = new ArrayList<>();
    for (String word : words) {
      Given next = Given.of(word, token);
      if (next instanceof Given.OneFile csv && word.endsWith(".csv")) {
        if (given.isEmpty() || !(given.getLast() instanceof Given.OneFile statement)) {
          throw UsageError.because("name the statement before its " + word);
        }
        given.set(given.size() - 1, new Given.WithRecords(statement, csv));
      } else {
        given.add(next);
      }
    }
    return List.copyOf(given);
  }

  private static Optional<String> one(Map<String, List<String>> options, String option) {
    List<String> values = options.getOrDefault(option, List.of());
    if (values.size() > 1) {
      throw UsageError.because(option + " can be given once");
    }
    return values.stream().findFirst();
  }

  private static List<VerifierKey> keys(List<String> values) {
    List<VerifierKey> keys = new ArrayList<>();
    for (String value : values) {
      if (VKEY.matcher(value).matches()) {
        keys.add(VerifierKey.parse(value));
      } else {
        keys.addAll(keysIn(value));
      }
    }
    return keys;
  }

  /** The lines of a file, which may also be a pipe. */
  private static List<VerifierKey> keysIn(String name) {
    Path path = Given.path(name);
    if (name.isEmpty() || !Files.exists(path) || Files.isDirectory(path)) {
      throw UsageError.because(
          "'" + name + "' is neither a key (name+keyid+base64) nor a file with one");
    }
    String file =
        new String(new Given.OneFile(name, path).bytes(MAX_KEY_FILE), StandardCharsets.UTF_8);
    return file.lines()
        .filter(line -> !line.isBlank())
        .map(line -> VerifierKey.parse(line.strip()))
        .toList();
  }

  private static TileStore store(Given given) {
    return switch (given) {
      case Given.Folder folder -> folder.store();
      case Given.Address address -> address.store();
      case Given.OneFile _, Given.WithRecords _ ->
          throw UsageError.because(given.name() + " is no log");
    };
  }

  private static Given.OneFile file(Given given) {
    if (given instanceof Given.OneFile file) {
      return file;
    }
    throw UsageError.because(given.name() + " is no file");
  }
}
