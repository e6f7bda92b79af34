package io.palimpsest.retention.simulation;

import io.palimpsest.evidence.leaf.Expired;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.debugcopies.DebugCopyStore;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.erasure.UploadStore;
import io.palimpsest.platform.evidence.EvidenceQueue;
import io.palimpsest.platform.evidence.EvidenceQueue.Placement;
import io.palimpsest.platform.evidence.LeafWords;
import io.palimpsest.platform.exports.ExportStore;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.holds.RegionHolds;
import io.palimpsest.platform.metering.CallLedger;
import io.palimpsest.platform.metering.MonitoringPartitions;
import io.palimpsest.platform.offboarding.Departure;
import io.palimpsest.platform.offboarding.DepartureStore;
import io.palimpsest.platform.oplog.OperationLogIndexes;
import io.palimpsest.platform.rights.RightsStore;
import io.palimpsest.platform.subjects.Erased;
import io.palimpsest.platform.subjects.IdentificationErasure;
import io.palimpsest.policy.DataClass;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** Faults that the product could have, of which every one must be found. */
enum Planted implements Mutation {
  A_SEQUENCER_THAT_RELEASES_BEFORE_THE_LOG_IS_DURABLE(EvidenceQueue.class, "clock") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      Object result = real.call(args);
      if (method.equals("place") && Boolean.TRUE.equals(result)) {
        ((EvidenceQueue) real.port())
            .release((int) args[0], (long) args[1] + ((List<?>) args[2]).size());
      }
      return result;
    }
  },
  AN_ERASURE_THAT_IS_NOT_MARKED_AS_TOLD(EvidenceQueue.class, "clock") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      if (method.equals("place")) {
        List<?> bare =
            ((List<?>) args[2])
                .stream().map(each -> new Placement.OfLog(((Placement) each).leaf())).toList();
        return real.call(args[0], args[1], bare);
      }
      return real.call(args);
    }
  },
  A_SWEEP_THAT_SKIPS(UploadStore.class, "clock") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      Object result = real.call(args);
      return method.equals("list") ? ((List<?>) result).stream().skip(1).toList() : result;
    }
  },
  AN_ERASURE_THAT_ONLY_SEEMS_TO_BE_ONE(UploadStore.class, "gateway") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      return switch (method) {
        case "erase" -> null;
        case "exists" -> false;
        default -> real.call(args);
      };
    }
  },
  AN_ERASURE_THAT_NOBODY_ENTERS(UploadStore.class, "clock") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      Object result = real.call(args);
      if (method.equals("list")) {
        for (Object name : (List<?>) result) {
          UploadKey.parse((String) name).ifPresent(((UploadStore) real.port())::erase);
        }
      }
      return result;
    }
  },
  AN_ANSWER_BEFORE_ITS_RECORD(CallLedger.class, "gateway") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      if (!method.equals("settle")) {
        return real.call(args);
      }
      life.later(
          () -> {
            try {
              real.call(args);
            } catch (Throwable e) {
              throw new IllegalStateException(e);
            }
          });
      return null;
    }
  },
  A_BILL_FOR_WHAT_WAS_NOT_DELIVERED(CallLedger.class, "clock") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      return method.equals("revokeUndelivered") ? 0 : real.call(args);
    }
  },
  A_DAY_THAT_IS_DROPPED_A_DAY_TOO_LATE(MonitoringPartitions.class, "clock") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      return method.equals("drop")
          ? real.call(args[0], ((LocalDate) args[1]).minusDays(1))
          : real.call(args);
    }
  },
  AN_INDEX_THAT_IS_DROPPED_TOO_EARLY(OperationLogIndexes.class, "clock") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      return method.equals("drop")
          ? real.call(args[0], ((LocalDate) args[1]).plusDays(1))
          : real.call(args);
    }
  },
  A_HOLD_THAT_NOBODY_HEEDS(RegionHolds.class, "clock") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      return method.equals("scopes") ? List.of() : real.call(args);
    }
  },
  A_HOLD_THAT_NEVER_ENDS(RegionHolds.class, "clock") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      return method.equals("eraseReleased") ? 0L : real.call(args);
    }
  },
  A_WITHDRAWAL_THAT_CALLS_DO_NOT_HEED(RightsStore.class, "gateway") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      return method.equals("isWithdrawn") ? false : real.call(args);
    }
  },
  A_WITHDRAWAL_THAT_ERASES_NOTHING(IdentificationErasure.class, "operator") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      return method.equals("withdraw")
          ? io.palimpsest.platform.subjects.Withdrawn.NOTHING
          : real.call(args);
    }
  },
  A_LOG_THAT_IS_TAKEN_BACK(TileStore.class, "clock") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      boolean publishing = method.equals("replace");
      if (publishing && published++ % 7 == 6) {
        return real.call(args[0], args[1], earlier);
      }
      earlier = publishing ? (byte[]) args[2] : earlier;
      return real.call(args);
    }
  },
  A_HOLD_OF_WHICH_A_REGION_HEARS_HALF(RegionHolds.class, "clock") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      return method.equals("set")
          ? real.call(
              ((Collection<?>) args[0])
                  .stream()
                      .filter(it -> ((HeldScope) it).dataClass() != DataClass.IDENTIFICATION)
                      .toList())
          : real.call(args);
    }
  },
  AN_ERASURE_AT_ONCE_THAT_IS_ONLY_SAID(IdentificationErasure.class, "gateway") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      return method.equals("erase") ? Erased.NOTHING : real.call(args);
    }
  },
  AN_ITEM_THAT_GOES_UNTOLD(EvidenceQueue.class, "clock") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      if (!method.equals("place")) {
        return real.call(args);
      }
      List<?> told =
          ((List<?>) args[2])
              .stream()
                  .map(each -> each instanceof Placement.OfNotice it ? silenced(it) : each)
                  .toList();
      return real.call(args[0], args[1], told);
    }
  },
  AN_EXPORT_THAT_STAYS(ExportStore.class, "clock") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      return method.equals("due") ? List.of() : real.call(args);
    }
  },
  AN_EXPORT_THAT_NOBODY_HEARS_OF(ExportStore.class, "clock") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      return method.equals("tell") ? real.call(args[0], List.of()) : real.call(args);
    }
  },
  AN_APPID_THAT_MAY_BE_GIVEN_AGAIN(DepartureStore.class, "clock") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      return method.equals("retire") ? null : real.call(args);
    }
  },
  A_DEPARTURE_THAT_ENDS_TOO_EARLY(DepartureStore.class, "clock") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      return method.equals("finish")
          ? ((DepartureStore) real.port()).save((Departure) args[1])
          : real.call(args);
    }
  },
  A_DEBUG_COPY_THAT_STAYS(DebugCopyStore.class, "clock") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      return method.startsWith("erase") ? 0 : real.call(args);
    }
  },
  A_SHORTENED_PERIOD_THAT_NOBODY_APPLIES(MonitoringPartitions.class, "clock") {
    @Override
    Object call(String method, Object[] args, Real real, Life life) throws Throwable {
      return method.equals("erase") ? 0L : real.call(args);
    }
  };

  private static int published;
  private static byte[] earlier = {};

  /** Another leaf in the place of one that tells of an item. */
  private static Placement silenced(Placement.OfNotice notice) {
    return Leaf.parse(notice.leaf()) instanceof io.palimpsest.evidence.leaf.Erased erased
            && erased.dataClass().equals(LeafWords.of(DataClass.IDENTIFICATION))
        ? new Placement.OfNotice(notice.number(), SOMETHING_ELSE)
        : notice;
  }

  private static final byte[] SOMETHING_ELSE =
      new Expired(
              new Place("eu-elsewhere", LocalDate.EPOCH),
              "monitoring",
              "P2Y",
              1,
              false,
              "nothing-1.0.0",
              Instant.EPOCH)
          .bytes();

  private final Class<?> port;
  private final String process;

  Planted(Class<?> port, String process) {
    this.port = port;
    this.process = process;
  }

  /** The method as the store has it. */
  interface Real {
    Object call(Object... args) throws Throwable;

    Object port();
  }

  abstract Object call(String method, Object[] args, Real real, Life life) throws Throwable;

  @Override
  public <T> T on(Class<T> asked, T store, Life life) {
    if (asked != port || !life.name().startsWith(process)) {
      return store;
    }
    return asked.cast(
        Proxy.newProxyInstance(
            asked.getClassLoader(),
            new Class<?>[] {asked},
            (_, method, args) ->
                call(
                    method.getName(),
                    args == null ? new Object[0] : args,
                    new Real() {
                      @Override
                      public Object call(Object... given) throws Throwable {
                        try {
                          return method.invoke(store, given);
                        } catch (InvocationTargetException e) {
                          throw e.getCause();
                        }
                      }

                      @Override
                      public Object port() {
                        return store;
                      }
                    },
                    life)));
  }
}
