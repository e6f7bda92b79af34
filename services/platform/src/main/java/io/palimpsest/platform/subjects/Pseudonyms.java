package io.palimpsest.platform.subjects;

import io.palimpsest.platform.keys.KeyRing;
import io.palimpsest.platform.keys.PseudonymKey;
import io.palimpsest.platform.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Turns what a tenant calls its end users into what may be stored. Each tenant has a key of its own
 * in each region, so the same reference of another tenant, or in another region, is another
 * pseudonym. Thread-safe.
 */
public final class Pseudonyms {
  private final KeyRing keys;

  public Pseudonyms(KeyRing keys) {
    this.keys = keys;
  }

  /** Under each of the tenant's keys, the newest first. */
  public List<Pseudonym> of(TenantId tenant, EndUserReference reference) {
    return under(tenant, Pseudonym.Kind.REFERENCE, reference.value());
  }

  /** Under each of the tenant's keys, the newest first. */
  public List<Pseudonym> of(TenantId tenant, DocumentNumber document) {
    // No part can hold the separator: it is a control character.
    return under(
        tenant,
        Pseudonym.Kind.DOCUMENT,
        document.issuer() + '\0' + document.kind() + '\0' + document.number());
  }

  /** Of the tenant's reference of its consent record, under the newest of the tenant's keys. */
  public Pseudonym ofConsentRecord(TenantId tenant, EndUserReference record) {
    return under(tenant, Pseudonym.Kind.CONSENT_RECORD, record.value()).getFirst();
  }

  /**
   * The names of a call's end user.
   *
   * @throws IllegalArgumentException when there is neither
   */
  public Names names(
      TenantId tenant, Optional<EndUserReference> reference, Optional<DocumentNumber> document) {
    return new Names(
        reference.map(each -> of(tenant, each)).orElse(List.of()),
        document.map(each -> of(tenant, each)).orElse(List.of()));
  }

  /**
   * What stands for something of a tenant's in one place only, such as an export: nobody without
   * the key can tell what it stands for, or join it with what stands for the same elsewhere.
   *
   * @return 32 hexadecimal digits
   */
  public String inside(String place, TenantId tenant, String thing) {
    byte[] input = ("INSIDE\0" + place + '\0' + thing).getBytes(StandardCharsets.UTF_8);
    byte[] hash = keys.pseudonymKeys(tenant).getFirst().pseudonym(input);
    return HexFormat.of().formatHex(hash, 0, 16);
  }

  /** Gives the tenant a new key; what is stored is still found. */
  public int renewKey(TenantId tenant) {
    return keys.renewPseudonymKey(tenant);
  }

  /**
   * Destroys the tenant's keys: what its references and documents led to is found no more.
   *
   * @return how many there were
   */
  public int destroyKeys(TenantId tenant) {
    return keys.destroyPseudonymKeys(tenant);
  }

  private List<Pseudonym> under(TenantId tenant, Pseudonym.Kind kind, String text) {
    byte[] input = (kind + "\0" + text).getBytes(StandardCharsets.UTF_8);
    return keys.pseudonymKeys(tenant).stream()
        .map((PseudonymKey key) -> Pseudonym.of(kind, key.version(), key.pseudonym(input)))
        .toList();
  }
}
