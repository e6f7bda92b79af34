/**
 * The AppID API: Tencent Cloud API 3.0 for OCR, version 2018-11-19, over HTTP. The entry is {@link
 * io.palimpsest.gateway.Gateway}; what a call means is decided in {@code io.palimpsest.platform}.
 * Its beans are there only where there are cells to serve: the library is on the class path of
 * other application contexts too.
 */
@NullMarked
@Configuration
@Requires(beans = Cells.class)
package io.palimpsest.gateway;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import io.palimpsest.platform.call.Cells;
import org.jspecify.annotations.NullMarked;
