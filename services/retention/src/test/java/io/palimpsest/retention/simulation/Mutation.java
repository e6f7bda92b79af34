package io.palimpsest.retention.simulation;

/** A fault that is planted between the product and a store, as if the product had it. */
interface Mutation {
  Mutation NONE =
      new Mutation() {
        @Override
        public <T> T on(Class<T> port, T real, Life life) {
          return real;
        }
      };

  /** The port as the process is to have it. */
  <T> T on(Class<T> port, T real, Life life);
}
