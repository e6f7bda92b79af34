package io.palimpsest.retention.simulation;

import io.palimpsest.evidence.tiles.TileStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

/** The ports as one process has them: every call may go wrong. */
record Ports(Life life, Faults faults, Mutation mutation) {
  /** Durable a moment after they return, and lost with the process before that. */
  private static final Set<String> NOTED = Set.of("delivered", "seenGone");

  <T> T of(Class<T> port, T real, Store store) {
    T mutated = mutation.on(port, real, life);
    InvocationHandler handler =
        (proxy, method, args) -> {
          if (method.getDeclaringClass() == Object.class) {
            return method.invoke(mutated, args);
          }
          if (method.isDefault() && isDefault(mutated, method)) {
            return InvocationHandler.invokeDefault(proxy, method, args);
          }
          return asked(port, mutated, store, method, args);
        };
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }

  /** Whether the store does it by other methods of its own, between which anything may happen. */
  private static boolean isDefault(Object store, Method method) throws NoSuchMethodException {
    return store.getClass().getMethod(method.getName(), method.getParameterTypes()).isDefault();
  }

  private Object asked(Class<?> port, Object real, Store store, Method method, Object[] args)
      throws Throwable {
    String name = method.getName();
    if (NOTED.contains(name)) {
      life.check();
      life.later(() -> invokeQuietly(real, method, args));
      return null;
    }
    if (name.equals("revokeUndelivered") && !faults.isAway(store)) {
      life.flush(); // as the real ledger does
    }
    boolean mayBeLate = name.equals("stage");
    return faults.ask(
        life,
        store,
        port.getSimpleName() + "." + name + (port == TileStore.class ? " " + args[0] : ""),
        mayBeLate,
        () -> invoke(real, method, args));
  }

  private static Object invoke(Object real, Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(real, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void invokeQuietly(Object real, Method method, Object[] args) {
    try {
      invoke(real, method, args);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
