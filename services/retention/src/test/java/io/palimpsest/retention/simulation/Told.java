package io.palimpsest.retention.simulation;

import io.palimpsest.platform.debugcopies.DebugCopy;
import io.palimpsest.platform.debugcopies.DebugCopyStore;
import io.palimpsest.platform.evidence.EvidenceQueue;
import io.palimpsest.platform.evidence.EvidenceQueue.Place;
import io.palimpsest.platform.evidence.EvidenceQueue.Placement;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.IdentificationStore;
import io.palimpsest.platform.subjects.Storing;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/** Stores that tell the truth what they did. */
final class Told {
  private Told() {}

  /** What was done, and what came of it. */
  private interface Note {
    void of(String method, Object[] args, Object result);
  }

  /** A queue that tells which erasure got which place. */
  static EvidenceQueue by(EvidenceQueue queue, Truth truth) {
    return told(
        EvidenceQueue.class,
        queue,
        (method, args, result) -> {
          if (method.equals("place") && Boolean.TRUE.equals(result)) {
            note((int) args[0], (long) args[1], (List<?>) args[2], truth);
          }
        });
  }

  /** A store of identification data that tells of whose calls it ever had any. */
  static IdentificationStore by(IdentificationStore items, Truth truth) {
    return told(
        IdentificationStore.class,
        items,
        (method, args, result) -> {
          if (method.equals("store") && result instanceof Storing.Stored) {
            truth.stored(((Identification) args[2]).callId());
          }
        });
  }

  /** A store of debug copies that tells of whose calls it ever had one. */
  static DebugCopyStore by(DebugCopyStore copies, Truth truth) {
    return told(
        DebugCopyStore.class,
        copies,
        (method, args, result) -> {
          if (method.equals("keep") && Boolean.TRUE.equals(result)) {
            truth.copied(((DebugCopy) args[0]).callId());
          }
        });
  }

  private static <T> T told(Class<T> port, T store, Note note) {
    return port.cast(
        Proxy.newProxyInstance(
            Told.class.getClassLoader(),
            new Class<?>[] {port},
            (_, method, args) -> {
              try {
                Object result = method.invoke(store, args);
                note.of(method.getName(), args, result);
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private static void note(int year, long first, List<?> placements, Truth truth) {
    long index = first;
    for (Object each : placements) {
      if (each instanceof Placement.OfErasure erasure) {
        truth.told(erasure, new Place(year, index));
      }
      index++;
    }
  }
}
