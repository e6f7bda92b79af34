/**
 * The hierarchy of keys that identification data is under: root key, region key, day key, subject
 * key. Whoever destroys a key has destroyed what lies under it, wherever copies of it linger.
 */
@NullMarked
package io.palimpsest.platform.keys;

import org.jspecify.annotations.NullMarked;
