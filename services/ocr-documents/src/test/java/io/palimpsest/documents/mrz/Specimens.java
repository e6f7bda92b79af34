package io.palimpsest.documents.mrz;

import java.time.LocalDate;
import java.util.List;

/** The zones that ICAO Doc 9303 itself prints, of the State of Utopia. */
public final class Specimens {
  /** Part 4, appendix B. */
  public static final List<String> TD3 =
      List.of(
          "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
          "L898902C36UTO7408122F1204159ZE184226B<<<<<10");

  /** Part 5, appendix B. */
  public static final List<String> TD1 =
      List.of(
          "I<UTOD231458907<<<<<<<<<<<<<<<",
          "7408122F1204159UTO<<<<<<<<<<<6",
          "ERIKSSON<<ANNA<MARIA<<<<<<<<<<");

  /** Part 6, appendix B. */
  public static final List<String> TD2 =
      List.of("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6");

  /** Part 7, appendix B. */
  public static final List<String> MRV_A =
      List.of(
          "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
          "L8988901C4XXX4009078F96121096ZE184226B<<<<<<");

  /** Part 7, appendix B. */
  public static final List<String> MRV_B =
      List.of("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<");

  public static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

  private Specimens() {}

  /** All five. */
  public static List<List<String>> all() {
    return List.of(TD1, TD2, TD3, MRV_A, MRV_B);
  }
}
