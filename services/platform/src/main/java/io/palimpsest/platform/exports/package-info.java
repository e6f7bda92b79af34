/**
 * Exports of identification data for one purpose, made for the operator: only what may be used at
 * that instant, logged, sealed item by item, and gone with the first of their reasons to be there.
 */
@NullMarked
package io.palimpsest.platform.exports;

import org.jspecify.annotations.NullMarked;
