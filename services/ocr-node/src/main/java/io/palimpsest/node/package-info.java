/**
 * The engine as a server of its own: {@link io.palimpsest.node.OcrNode} takes calls over gRPC, its
 * program is {@link io.palimpsest.node.OcrNodeMain}. Those who call it use the package {@code
 * client}.
 */
@NullMarked
package io.palimpsest.node;

import org.jspecify.annotations.NullMarked;
