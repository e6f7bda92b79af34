/** Opens the one OCR engine of this process, with its models from the cache folder. */
@NullMarked
package io.palimpsest.standalone.engine;

import org.jspecify.annotations.NullMarked;
