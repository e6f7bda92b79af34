package io.palimpsest.documents.mrz;

/** What may stand at a position of a machine-readable zone. */
public enum CharType {
  /** Names and codes of states: capitals and the filler. */
  LETTER("ABCDEFGHIJKLMNOPQRSTUVWXYZ<"),
  /** Dates: digits, and the filler for a part that is not known. */
  DIGIT("0123456789<"),
  /** Check digits: a digit, or the filler where the field may go without. */
  CHECK("0123456789<"),
  /** Female, male, or neither; some issuers print X where the standard has the filler. */
  SEX("FM<X"),
  /** Numbers and optional data: anything. */
  ANY("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<");

  private final String characters;

  CharType(String characters) {
    this.characters = characters;
  }

  /** Whether a character may stand there. */
  public boolean allows(char c) {
    return characters.indexOf(c) >= 0;
  }
}
