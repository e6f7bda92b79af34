package io.palimpsest.documents.mrz;

/** Sex as the zone has it. */
public enum Sex {
  FEMALE,
  MALE,
  /** The filler, which stands for neither and for not stated. */
  UNSPECIFIED
}
