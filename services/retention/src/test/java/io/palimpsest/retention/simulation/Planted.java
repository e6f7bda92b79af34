package io.palimpsest.retention.simulation;

import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.erasure.UploadStore;
import io.palimpsest.platform.evidence.EvidenceQueue;
import io.palimpsest.platform.evidence.EvidenceQueue.Placement;
import io.palimpsest.platform.holds.RegionHolds;
import io.palimpsest.platform.metering.CallLedger;
import io.palimpsest.platform.metering.MonitoringPartitions;
import io.palimpsest.platform.oplog.OperationLogIndexes;
import io.palimpsest.platform.rights.RightsStore;
import io.palimpsest.platform.subjects.IdentificationErasure;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.LocalDate;
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
      boolean publishing = method.equals("put") && args[0].equals(TileStore.CHECKPOINT);
      if (publishing && published++ % 7 == 6) {
        return real.call(args[0], earlier);
      }
      earlier = publishing ? (byte[]) args[1] : earlier;
      return real.call(args);
    }
  };

  private static int published;
  private static byte[] earlier = {};

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
