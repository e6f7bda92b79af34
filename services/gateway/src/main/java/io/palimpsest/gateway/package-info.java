/**
 * The AppID API: Tencent Cloud API 3.0 for OCR, version 2018-11-19, over HTTP. The entry is {@link
 * io.palimpsest.gateway.Gateway}; what a call means is decided in {@code io.palimpsest.platform}.
 */
@NullMarked
package io.palimpsest.gateway;

import org.jspecify.annotations.NullMarked;
