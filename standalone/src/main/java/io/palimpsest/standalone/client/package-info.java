/** Calls the AppID API as a tenant's program would: builds, signs (TC3-HMAC-SHA256), sends. */
@NullMarked
package io.palimpsest.standalone.client;

import org.jspecify.annotations.NullMarked;
