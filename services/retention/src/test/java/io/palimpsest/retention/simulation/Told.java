package io.palimpsest.retention.simulation;

import io.palimpsest.platform.evidence.EvidenceQueue;
import io.palimpsest.platform.evidence.EvidenceQueue.Place;
import io.palimpsest.platform.evidence.EvidenceQueue.Placement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/** A queue that tells the truth which erasure got which place. */
final class Told {
  private Told() {}

  static EvidenceQueue by(EvidenceQueue queue, Truth truth) {
    return (EvidenceQueue)
        Proxy.newProxyInstance(
            Told.class.getClassLoader(),
            new Class<?>[] {EvidenceQueue.class},
            (_, method, args) -> {
              try {
                Object result = method.invoke(queue, args);
                if (method.getName().equals("place") && Boolean.TRUE.equals(result)) {
                  note((int) args[0], (long) args[1], (List<?>) args[2], truth);
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
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
