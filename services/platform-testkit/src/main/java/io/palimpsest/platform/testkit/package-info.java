/**
 * Contract kits for the platform's ports, and in-memory stores that pass them. A backend's test
 * class implements a kit's one supplier and does nothing else.
 */
@NullMarked
package io.palimpsest.platform.testkit;

import org.jspecify.annotations.NullMarked;
