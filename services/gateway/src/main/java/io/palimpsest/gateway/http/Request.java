package io.palimpsest.gateway.http;

import io.palimpsest.ocr.Cancellation;

/**
 * A whole request.
 *
 * @param body the bytes as received; shared, not copied
 * @param cancellation cancelled when the client goes away
 * @param memory what the request holds of the server's memory; given back when its answer is made
 */
public record Request(
    RequestHead head, byte[] body, Cancellation cancellation, MemoryBudget.Lease memory) {}
