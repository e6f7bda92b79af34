package io.palimpsest.platform.subjects;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One region's identification data. Fields and photos are ciphertext under the subject's key
 * wherever they rest. A subject of another tenant is as if it were not there. Every method throws
 * {@link StoreUnavailable} when a store cannot be reached, or when it cannot be known whether it
 * took the write; what such a write left behind is found and erased by {@link
 * IdentificationErasure#sweep}.
 */
public interface IdentificationStore {

  /**
   * Stores what a call read. The subject is the one its reference leads to; without a reference,
   * the one its document leads to; a reference that is new adopts a subject that was known by that
   * document only. A repeat of the same call changes nothing.
   *
   * @param stillAllowed asked within the transaction, after everything else was done; whoever
   *     withdraws first makes this answer false and then erases, and then nothing is left
   */
  Storing store(
      TenantId tenant,
      Names names,
      Identification content,
      List<Photo> photos,
      BooleanSupplier stillAllowed);

  /** The subjects that any of these names leads to; one at most by a reference. */
  List<SubjectState> find(TenantId tenant, Collection<Pseudonym> names);

  /** The subject's items, oldest first, whether restricted or not. */
  List<IdentificationItem> items(Subject subject);

  /** A photo of an item of this subject. */
  Optional<byte[]> photo(Subject subject, CallId item, FieldName name);

  /**
   * Puts another value in the place of one that was read wrongly.
   *
   * @return false when the subject has no such item, or the item no such field
   */
  boolean correct(Subject subject, CallId item, FieldName field, String value);

  /**
   * Sets whether the subject's data, what is stored later included, may be kept only.
   *
   * @return false when there is no such subject
   */
  boolean restrict(Subject subject, boolean restricted);
}
