/**
 * Signed proof of what was agreed, withdrawn and asked for: JSON-LD in the words of the Data
 * Privacy Vocabulary, as compact JWS that anybody checks offline with the published key.
 */
@NullMarked
package io.palimpsest.platform.receipts;

import org.jspecify.annotations.NullMarked;
