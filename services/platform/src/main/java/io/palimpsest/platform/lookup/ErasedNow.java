package io.palimpsest.platform.lookup;

/**
 * What erasing a call at once came to.
 *
 * @param before what was held of it; what is not erased at once is still held
 * @param proof of the upload's erasure
 * @param itemProof of the erasure of identification data
 * @param copyProof of the erasure of the debug copy
 */
public record ErasedNow(
    CallInfo before,
    Part upload,
    Part identification,
    Part copy,
    Finding<Proof> proof,
    Finding<Proof> itemProof,
    Finding<Proof> copyProof) {

  /** Whether nothing is left of what may be erased. */
  public boolean complete() {
    return upload.gone() && identification.gone() && copy.gone();
  }
}
