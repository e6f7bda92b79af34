package io.palimpsest.ocr.fuzz;

import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Broken files without end, the same ones for the same seed. */
public final class Mutations implements Iterator<Sample> {
  private static final List<String> BLIND = AnyFile.ALL.keySet().stream().sorted().toList();

  private final List<Sample> honest;
  private final RandomGenerator random;
  private final long seed;
  private int number;

  public Mutations(List<Sample> honest, long seed) {
    this.honest = List.copyOf(honest);
    this.seed = seed;
    this.random = new Random(seed);
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  /** Each honest file in turn; one in seven is first combined with another. */
  @Override
  public Sample next() {
    Sample base = honest.get(number % honest.size());
    String format = base.name().split(" ")[0];
    if (random.nextInt(7) == 0) {
      base = Combined.of(base, honest.get(random.nextInt(honest.size())), random);
    }
    byte[] bytes = base.bytes();
    StringBuilder how = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0 && bytes.length > 16; i--) {
      boolean knowing = random.nextInt(5) < 2;
      String name = knowing ? "field" : BLIND.get(random.nextInt(BLIND.size()));
      how.append(' ').append(name);
      bytes = (knowing ? Fields.of(format) : AnyFile.ALL.get(name)).apply(bytes, random);
    }
    return new Sample("seed %d, %d: %s:%s".formatted(seed, number++, base.name(), how), bytes);
  }
}
