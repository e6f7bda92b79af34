package io.palimpsest.ocr.model;

import java.nio.file.Path;

/**
 * A pack that the program knows, and whether it is at hand.
 *
 * @param id stable name, as {@code pp-ocrv6-small}
 * @param version of its files
 * @param licence SPDX name
 * @param size of its files together, bytes
 * @param folder where it lies, or would lie
 * @param ready whether all its files are there and right
 */
public record PackState(
    String id, String version, String licence, long size, Path folder, boolean ready) {}
