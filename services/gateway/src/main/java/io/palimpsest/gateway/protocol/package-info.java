/**
 * The common part of Tencent Cloud API 3.0: where parameters stand in a request, the envelope
 * around every answer, the language of its messages.
 */
@NullMarked
package io.palimpsest.gateway.protocol;

import org.jspecify.annotations.NullMarked;
