/**
 * Policies as people read them: the whole text, and what a new version changes, in English and
 * Chinese, as Markdown and HTML.
 */
@NullMarked
package io.palimpsest.policy.render;

import org.jspecify.annotations.NullMarked;
