package io.palimpsest.standalone.cli;

import io.palimpsest.platform.admins.Admins;
import io.palimpsest.platform.consent.ConsentRefused;
import io.palimpsest.platform.consent.Consents;
import io.palimpsest.platform.consent.Profiles;
import io.palimpsest.platform.debugcopies.DebugCopies;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.exports.ExportRefused;
import io.palimpsest.platform.exports.Exports;
import io.palimpsest.platform.offboarding.OffBoarding;
import io.palimpsest.platform.offboarding.OffBoardingRefused;
import io.palimpsest.platform.oversight.Oversight;
import io.palimpsest.platform.oversight.OversightRefused;
import io.palimpsest.platform.rights.EndUserRights;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.retention.reconciliation.Reconciliation;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.admin.Accounts;
import io.palimpsest.standalone.admin.ConsentDesk;
import io.palimpsest.standalone.admin.HoldDesk;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.standalone.config.InstallationFile;
import io.palimpsest.standalone.launch.RehearsalClock;
import io.palimpsest.standalone.server.OffBoardings;
import io.palimpsest.standalone.server.Policies;
import io.palimpsest.standalone.server.StoreFailures;
import io.palimpsest.standalone.server.StoresBeside;
import io.palimpsest.stores.ControlStores;
import io.palimpsest.tenantadmin.Argon2Passwords;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/** The accounts of the installation that a command is about. */
final class AccountsOption {
  @Mixin private InstallationOption which;

  /** Opens the control store for one piece of work. */
  <T> T with(BiFunction<Accounts, Installation, T> work) {
    return opened(
        (stores, installation) ->
            work.apply(
                new Accounts(
                    stores.store(),
                    Policies.of(installation).get(),
                    RehearsalClock.ofThisProcess()),
                installation));
  }

  /** Opens the consents of the same installation for one piece of work. */
  <T> T desk(Function<ConsentDesk, T> work) {
    return opened(
        (stores, installation) ->
            work.apply(
                ConsentDesk.on(stores, Policies.of(installation), RehearsalClock.ofThisProcess())));
  }

  <T> T consents(Function<Consents, T> work) {
    return desk(desk -> work.apply(desk.consents()));
  }

  /** Opens the tenants' policies of the same installation for one piece of work. */
  <T> T profiles(Function<Profiles, T> work) {
    return opened(
        (stores, installation) ->
            work.apply(
                new Profiles(
                    stores.store(),
                    stores.consents(),
                    Policies.of(installation),
                    RehearsalClock.ofThisProcess())));
  }

  /** Opens the accounts of tenants' admins for one piece of work. */
  <T> T admins(Function<Admins, T> work) {
    return opened(
        stores ->
            work.apply(
                new Admins(
                    stores.admins(), new Argon2Passwords(), RehearsalClock.ofThisProcess())));
  }

  /** Opens every region's identification data for one request of an end user. */
  <T> T rights(Function<EndUserRights, T> work) {
    return opened(
        (stores, installation) ->
            StoreFailures.told(() -> StoresBeside.rights(installation, stores, work)));
  }

  /** Opens every region's identification data for exports of it. */
  <T> T exports(Function<Exports, T> work) {
    return opened(
        (stores, installation) ->
            StoreFailures.told(() -> StoresBeside.exports(installation, stores, work)));
  }

  /** Opens every region's identification data for the operator's own looks. */
  <T> T oversight(Function<Oversight, T> work) {
    return opened(
        (stores, installation) ->
            StoreFailures.told(() -> StoresBeside.oversight(installation, stores, work)));
  }

  /** Opens every region's debug copies, with what notes that somebody looks at one. */
  <T> T debugCopies(BiFunction<DebugCopies, Oversight, T> work) {
    return opened(
        (stores, installation) ->
            StoreFailures.told(() -> StoresBeside.debugCopies(installation, stores, work)));
  }

  /** Opens the leaving of tenants, AppIDs and accounts for one piece of work. */
  <T> T offBoarding(Function<OffBoarding, T> work) {
    return opened(
        (stores, installation) ->
            work.apply(
                OffBoardings.on(
                    stores, Policies.of(installation), RehearsalClock.ofThisProcess())));
  }

  /** Opens legal holds, in every region, for one piece of work. */
  <T> T holds(Function<HoldDesk, T> work) {
    return opened(
        (stores, installation) ->
            StoreFailures.told(() -> StoresBeside.holds(installation, stores, work)));
  }

  /** Opens every region beside the servers that work on it, for comparing what it holds. */
  <T> T reconciliations(Function<Map<Region, Reconciliation>, T> work) {
    return opened(
        (stores, installation) ->
            StoreFailures.told(() -> StoresBeside.reconciliations(installation, stores, work)));
  }

  private <T> T opened(Function<ControlStores, T> work) {
    return opened((stores, _) -> work.apply(stores));
  }

  /** Opens the control stores for one piece of work that no other method here is for. */
  <T> T opened(BiFunction<ControlStores, Installation, T> work) {
    Installation installation = InstallationFile.read(which.file());
    try (ControlStores stores =
        StoreFailures.told(
            () -> ControlStores.open(installation.control(), installation.rootKeyFile()))) {
      return work.apply(stores, installation);
    } catch (ConsentRefused e) {
      throw new UserError(e.message(), e);
    } catch (OversightRefused e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    } catch (ExportRefused e) {
      throw new UserError(e.message(), e);
    } catch (OffBoardingRefused e) {
      throw new UserError(e.message(), e);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    } catch (StoreUnavailable e) {
      throw new UserError("the control database does not answer", e);
    }
  }

  /** Prints rows under a heading, in columns. */
  static String table(List<String> heading, List<List<String>> rows) {
    int[] widths = new int[heading.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] =
          Math.max(
              heading.get(i).length(),
              rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }
    StringBuilder text = new StringBuilder(line(heading, widths));
    rows.forEach(row -> text.append('\n').append(line(row, widths)));
    return text.toString();
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(cells.get(i)).append(" ".repeat(widths[i] - cells.get(i).length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
