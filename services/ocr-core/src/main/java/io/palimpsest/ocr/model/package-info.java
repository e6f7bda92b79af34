/**
 * Model packs: folders with a manifest and the files it names, fetched once and verified before
 * every load. The entry is {@link io.palimpsest.ocr.model.ModelPacks}.
 */
@NullMarked
package io.palimpsest.ocr.model;

import org.jspecify.annotations.NullMarked;
