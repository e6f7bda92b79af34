package io.palimpsest.platform.testkit;

import io.palimpsest.platform.backups.BackupClass;
import io.palimpsest.platform.backups.BackupStore;
import io.palimpsest.platform.backups.Piece;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Rows of text in memory, by the day. Thread-safe. */
public final class InMemoryBackupStore implements BackupStore {
  private final BackupClass kind;
  private final String place;
  private final ZoneId zone;
  private final Outage outage = new Outage("rows");
  private final NavigableMap<Piece, Set<String>> rows = new TreeMap<>();
  private int schema = 1;

  public InMemoryBackupStore(BackupClass kind, String place, ZoneId zone) {
    this.kind = kind;
    this.place = place;
    this.zone = zone;
  }

  /** Takes the store away and brings it back. */
  public Outage outage() {
    return outage;
  }

  public synchronized void add(Piece piece, String row) {
    rows.computeIfAbsent(piece, _ -> new LinkedHashSet<>()).add(row);
  }

  public synchronized List<String> rows(Piece piece) {
    return List.copyOf(rows.getOrDefault(piece, Set.of()));
  }

  /** Loses everything. */
  public synchronized void clear() {
    rows.clear();
  }

  public synchronized void migrate() {
    schema++;
  }

  @Override
  public BackupClass kind() {
    return kind;
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public ZoneId zone() {
    return zone;
  }

  @Override
  public synchronized int schema() {
    return schema;
  }

  @Override
  public synchronized List<Piece> pieces() {
    outage.check("list days");
    return new ArrayList<>(rows.keySet());
  }

  @Override
  public synchronized long write(Piece piece, OutputStream to) throws IOException {
    for (String row : rows(piece)) {
      to.write((row + "\n").getBytes(StandardCharsets.UTF_8));
      outage.check("copy a day");
    }
    return rows(piece).size();
  }

  @Override
  public synchronized boolean isEmpty(Piece piece) {
    outage.check("look for a day");
    return rows(piece).isEmpty();
  }

  @Override
  public synchronized long read(Piece piece, InputStream from) throws IOException {
    List<String> read = new String(from.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    for (String row : read) {
      outage.check("put a day back");
      add(piece, row);
    }
    return read.size();
  }
}
