package io.palimpsest.standalone.launch;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.palimpsest.standalone.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an instance says of itself, as {@code status --json} prints it. No secret is in it.
 *
 * @param state {@code starting}, {@code ready}, {@code stopping} or {@code stopped}
 * @param pid of the server; 0 when stopped
 * @param since when the process started, ISO 8601; empty when stopped
 * @param data the data folder
 * @param gateway base address of the AppID API
 * @param management base address of health and metrics
 * @param admin base address of the tenant-admin API
 * @param model id of the model pack in use
 * @param configuration the file that says how the stores are reached; it may hold passwords
 * @param credentials the file with the demo AppID's keys
 * @param stores addresses of the stores, by name
 * @param regions the regions served
 * @param evidence the key that signs the control plane's evidence log of this year
 * @param processes ids of the server's processes, by name
 */
public record RunState(
    String state,
    long pid,
    String since,
    String data,
    String logs,
    String gateway,
    String management,
    String admin,
    String model,
    String configuration,
    String credentials,
    Map<String, String> stores,
    List<RegionState> regions,
    String evidence,
    Map<String, Long> processes) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * One region.
   *
   * @param zone IANA name of the time zone that ends its days
   * @param database JDBC address of its schema
   * @param elasticsearch where its operation log is
   * @param s3 where its uploads are
   * @param evidence the key that signs its evidence log of this year
   */
  public record RegionState(
      String name,
      String zone,
      String database,
      String elasticsearch,
      String s3,
      String evidence) {}

  public RunState {
    stores = Map.copyOf(stores);
    regions = List.copyOf(regions);
    processes = Map.copyOf(processes);
  }

  /** Of a folder on which nothing runs. */
  public static RunState stopped(DataFolder folder) {
    return blank(folder, "stopped", 0, "");
  }

  /** Of this very process, which has just begun. */
  public static RunState starting(DataFolder folder) {
    ProcessHandle self = ProcessHandle.current();
    return blank(
        folder,
        "starting",
        self.pid(),
        self.info().startInstant().map(Object::toString).orElse(""));
  }

  private static RunState blank(DataFolder folder, String state, long pid, String since) {
    return new RunState(
        state,
        pid,
        since,
        folder.root().toString(),
        folder.logs().toString(),
        "",
        "",
        "",
        "",
        "",
        "",
        Map.of(),
        List.of(),
        "",
        Map.of());
  }

  /** What runs on a folder now: the state file, if the instance that wrote it is still alive. */
  public static RunState of(DataFolder folder) {
    if (!InstanceLock.isHeld(folder.lockFile())) {
      return stopped(folder);
    }
    return read(folder.stateFile()).orElseGet(() -> blank(folder, "starting", 0, ""));
  }

  static Optional<RunState> read(Path file) {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), RunState.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw UserError.of(file + " cannot be read", e);
    }
  }

  public void write(DataFolder folder) {
    DataFolder.writePrivately(folder.stateFile(), toJson());
  }

  /** Takes the state file away: nothing runs here any more. */
  public static void forget(DataFolder folder) throws IOException {
    Files.deleteIfExists(folder.stateFile());
  }

  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values can always be written", e);
    }
  }

  /** As it is, with another id for one of its processes. */
  public RunState withProcess(String name, long id) {
    Map<String, Long> others = new HashMap<>(processes);
    others.put(name, id);
    return new RunState(
        state,
        pid,
        since,
        data,
        logs,
        gateway,
        management,
        admin,
        model,
        configuration,
        credentials,
        stores,
        regions,
        evidence,
        others);
  }

  @JsonIgnore
  public boolean isRunning() {
    return !state.equals("stopped");
  }

  @JsonIgnore
  public boolean isReady() {
    return state.equals("ready");
  }
}
