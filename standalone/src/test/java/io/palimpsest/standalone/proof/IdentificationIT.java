package io.palimpsest.standalone.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.platform.admins.AdminAccount;
import io.palimpsest.platform.admins.Admins;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.rights.Asker;
import io.palimpsest.platform.rights.EndUserRights;
import io.palimpsest.platform.rights.RightsAct;
import io.palimpsest.platform.rights.Verification;
import io.palimpsest.platform.subjects.EndUserReference;
import io.palimpsest.platform.subjects.FieldName;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.tenancy.Retired;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.standalone.proof.Caller.Answer;
import io.palimpsest.standalone.proof.Tenants.Account;
import io.palimpsest.standalone.sample.SpecimenHolder;
import io.palimpsest.stores.RegionStores;
import io.palimpsest.tenantadmin.Argon2Passwords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What becomes of passports that are sent over HTTP, seen in the stores' own rows, objects and
 * files. Everybody here is invented.
 */
@ExtendWith(ProofStoresExtension.class)
class IdentificationIT {
  private static final SpecimenHolder ANNA =
      new SpecimenHolder(
          "WIBBLETON",
          "ANNAGRET",
          "WBL704119",
          LocalDate.of(1984, 2, 29),
          'F',
          LocalDate.of(2036, 3, 13));
  private static final SpecimenHolder CHILD =
      new SpecimenHolder(
          "WIBBLETON",
          "TOM",
          "WBL704120",
          LocalDate.now().minusYears(9),
          'M',
          LocalDate.of(2036, 3, 13));
  private static final String REFERENCE = "customer wibble 4711";

  /** What must stand in clear in no file that a run writes. */
  private static final List<String> PERSONAL =
      List.of(
          "WIBBLETON",
          "ANNAGRET",
          "WBL704119",
          "1984-02-29",
          REFERENCE,
          new String(StubReader.FACE, 0, 15, StandardCharsets.UTF_8));

  private static final Purpose REGISTRATION = new Purpose("registration");

  private static ServerProcess server;
  private static Tenants tenants;
  private static RegionStores region;
  private static ProofStores stores;
  private static EndUserRights rights;

  @BeforeAll
  static void start(ProofStores shared) throws IOException {
    stores = shared;
    server = ServerProcess.start(stores.settings());
    tenants = new Tenants(stores.settings());
    region = RegionStores.open(stores.settings().region(), Clock.systemUTC());
    rights =
        new EndUserRights(
            tenants.consents(),
            tenants.control().rights(),
            List.of(region.subjects(tenants.control().rootKey())),
            PolicyLibrary::shipped,
            tenants.control().receiptKeys(),
            Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    server.close();
    region.close();
    tenants.close();
  }

  @Test
  void whatConsentReachesShouldBeStoredAndBeGoneWhenItIsTakenBack() throws Exception {
    Account account = tenants.create();
    Attestation attested = tenants.attest(account, REGISTRATION.key());
    Map<String, Integer> before = stores.identification();

    CallId call = answered(account, ANNA, REFERENCE);

    assertThat(stores.items(account.appId())).isOne();
    assertThat(stores.identification().get("photos")).isEqualTo(before.get("photos") + 1);
    JsonNode told = described(account, call).path("Identification");
    assertThat(told.path("State").asText()).isEqualTo("held");
    assertThat(told.at("/Purposes/0/Attestation").asText()).isEqualTo(attested.id());
    assertThat(told.path("Fields")).extracting(JsonNode::asText).contains("documentNumber");
    assertThat(PERSONAL).noneMatch(told.toString()::contains);
    assertThat(request(account, new RightsAct.Access()).held())
        .singleElement()
        .satisfies(
            held ->
                assertThat(held.item().content().fields())
                    .containsEntry(new FieldName("surname"), "WIBBLETON")
                    .containsEntry(new FieldName("documentNumber"), "WBL704119"));
    assertNothingPersonalInAnyFile(account, call);

    request(account, new RightsAct.Withdraw(REGISTRATION));

    assertThat(stores.identification()).as("rows, objects and keys").isEqualTo(before);
    assertThat(described(account, call).at("/Identification/State").asText()).isEqualTo("nothing");

    CallId withdrawn = answered(account, ANNA, REFERENCE);

    assertThat(stores.identification()).as("of one who withdrew").isEqualTo(before);
    assertNothingPersonalInAnyFile(account, withdrawn);
  }

  @Test
  void oneCallShouldBeErasedAtOnceAndTheOthersStay() throws Exception {
    Account account = tenants.create();
    tenants.attest(account, REGISTRATION.key());
    Map<String, Integer> before = stores.identification();
    CallId first = answered(account, ANNA, REFERENCE);
    CallId second = answered(account, ANNA, REFERENCE);

    JsonNode erased = erased(account, first);
    JsonNode again = erased(account, first);

    assertThat(erased.path("Complete").asBoolean()).as(erased.toString()).isTrue();
    assertThat(erased.at("/Erased/1/Items").asInt()).isOne();
    assertThat(erased.at("/Erased/1/Photos").asInt()).isOne();
    assertThat(erased.at("/Erased/0/Proof/Index").isIntegralNumber())
        .as(erased.toString())
        .isTrue();
    assertThat(erased.at("/Erased/1/Proof/Index").isIntegralNumber())
        .as(erased.toString())
        .isTrue();
    assertThat(again.at("/Erased/1/State").asText()).isEqualTo("nothing");
    await()
        .untilAsserted(
            () -> {
              JsonNode proof = described(account, first).at("/Identification/Proof");
              assertThat(proof.path("State").asText()).isEqualTo("verified");
              assertThat(proof).isEqualTo(erased(account, first).at("/Erased/1/Proof"));
            });
    assertThat(stores.items(account.appId())).isOne();
    assertThat(erased(account, second).path("Complete").asBoolean()).isTrue();
    assertThat(stores.identification()).as("rows, objects and keys").isEqualTo(before);
  }

  @Test
  void anotherTenantShouldSeeNothing() throws Exception {
    Account account = tenants.create();
    tenants.attest(account, REGISTRATION.key());
    Account other = tenants.create();
    CallId call = answered(account, ANNA, REFERENCE);

    assertThat(request(other, new RightsAct.Access()).held()).isEmpty();
    request(other, new RightsAct.Erase());
    assertThat(described(other, call).at("/Error/Code").asText()).isEqualTo("ResourceNotFound");
    assertThat(erased(other, call).at("/Error/Code").asText()).isEqualTo("ResourceNotFound");

    assertThat(stores.items(account.appId())).isOne();
    request(account, new RightsAct.Erase());
  }

  @Test
  void nothingShouldBeStoredOfAChildOrWithoutAnAttestationOrUnderARevokedOne() throws Exception {
    Account attested = tenants.create();
    Attestation given = tenants.attest(attested, REGISTRATION.key());
    Account silent = tenants.create();
    Map<String, Integer> before = stores.identification();

    answered(attested, CHILD, REFERENCE);
    answered(silent, ANNA, REFERENCE);
    tenants.revoke(attested, given);
    answered(attested, ANNA, REFERENCE);

    assertThat(stores.identification()).isEqualTo(before);
  }

  @Test
  void ofATenantThatLeftNothingShouldBeLeftThoughTheProcessDiedBetweenSteps() throws Exception {
    Account account = tenants.create();
    tenants.attest(account, REGISTRATION.key());
    String email = "petra@" + account.tenant() + ".example";
    new Admins(tenants.control().admins(), new Argon2Passwords(), Clock.systemUTC())
        .make(account.tenant(), email, "owner", AdminAccount.Role.ADMIN);
    Map<String, Integer> before = stores.identification();
    CallId call = answered(account, ANNA, REFERENCE);
    List<String> values =
        List.of(account.tenant().value(), email, "WBL704119", account.key().secretKey().reveal());
    Leaving leaving = new Leaving(stores.settings(), tenants.control(), region);

    leaving.wish(account.tenant());
    assertThat(described(account, call).at("/Identification/State").asText())
        .as("it may still look")
        .isEqualTo("held");
    leaving.goOnWhileProcessesDie(account.tenant());

    assertThat(stores.identification()).isEqualTo(before);
    assertThat(values).noneMatch(leaving.everyValueInTheControlDatabase()::contains);
    assertThat(values).noneMatch(leaving.everyValueInTheRegionsDatabase()::contains);
    assertThat(stores.records(account.appId())).as("proof of what was billed").hasSize(1);
    assertThatThrownBy(() -> tenants.control().store().save(account.key())) // as a restore would
        .isInstanceOf(Retired.class);
    Credential nobodys =
        new Credential(
            new SecretId("AKIDnobodyEverHadThis"),
            account.appId(),
            account.key().secretKey(),
            true,
            account.key().created(),
            account.key().expires(),
            account.key().token(),
            account.key().actions());
    Account stranger = new Account(account.tenant(), account.appId(), nobodys);
    await()
        .atMost(Duration.ofSeconds(2))
        .untilAsserted(
            () ->
                assertThat(described(account, call).path("Error"))
                    .isEqualTo(described(stranger, call).path("Error")));
  }

  /** Sends a passport that must be answered. */
  private static CallId answered(Account account, SpecimenHolder holder, String reference) {
    try (Caller caller = new Caller(server.endpoint(), account)) {
      Answer answer = caller.passport(String.join("\n", holder.zone()), reference);
      assertThat(answer)
          .isInstanceOfSatisfying(
              Answer.Passport.class,
              passport -> assertThat(passport.number()).isEqualTo(holder.number()));
      return ((Answer.Passport) answer).callId();
    }
  }

  private static JsonNode described(Account account, CallId call) {
    try (Caller caller = new Caller(server.endpoint(), account)) {
      return caller.describe(call);
    }
  }

  private static JsonNode erased(Account account, CallId call) {
    try (Caller caller = new Caller(server.endpoint(), account)) {
      return caller.erase(call);
    }
  }

  private static EndUserRights.Done request(Account account, RightsAct act) {
    EndUserRights.Done done =
        rights.perform(
            account.tenant(),
            Tenants.BY,
            new Asker.ByReference(new EndUserReference(REFERENCE)),
            act,
            new Verification("desk 4", "signed in with two factors"));
    assertThat(done.request().isDone()).isTrue();
    return done;
  }

  /**
   * Database files with their logs, objects, the index of the operation log, and the server's log.
   */
  private static void assertNothingPersonalInAnyFile(Account account, CallId call)
      throws Exception {
    await().until(() -> stores.logged(account.appId()).contains(call));
    for (Path root : List.of(stores.files(), stores.settings().folder())) {
      try (Stream<Path> all = Files.walk(root)) {
        List<Path> telling =
            all.filter(Files::isRegularFile).filter(IdentificationIT::isTelling).toList();
        assertThat(telling).isEmpty();
      }
    }
  }

  private static boolean isTelling(Path file) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return PERSONAL.stream().anyMatch(text::contains);
    } catch (NoSuchFileException e) {
      return false; // a store's own housekeeping took it away meanwhile
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
