package io.palimpsest.documents.mrz;

/**
 * One position of a zone.
 *
 * @param line from 0, top first
 * @param column from 0, left first
 */
public record Place(int line, int column) {}
