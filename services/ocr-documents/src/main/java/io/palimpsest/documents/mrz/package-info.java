/**
 * The machine-readable zone of travel documents (ICAO Doc 9303, parts 3 to 7): formats, check
 * digits, fields, and the repair of characters that look alike. Plain arithmetic on characters; no
 * picture is known here.
 */
@NullMarked
package io.palimpsest.documents.mrz;

import org.jspecify.annotations.NullMarked;
