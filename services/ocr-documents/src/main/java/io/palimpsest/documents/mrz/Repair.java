package io.palimpsest.documents.mrz;

/**
 * A character that was read as one that looks like it, and set right by the check digits.
 *
 * @param read what was read
 * @param repaired what stands there now
 */
public record Repair(Place place, char read, char repaired) {}
