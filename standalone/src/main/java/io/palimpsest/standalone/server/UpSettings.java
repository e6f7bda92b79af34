package io.palimpsest.standalone.server;

import io.palimpsest.ocr.Device;
import io.palimpsest.standalone.launch.CacheFolder;
import io.palimpsest.standalone.launch.DataFolder;
import io.palimpsest.standalone.launch.Ports;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a start was asked for.
 *
 * @param external the file that names stores which are already there; empty starts our own
 * @param demo whether a demo tenant is made
 * @param policy the policy module that tenants' data is kept under, where the command said so
 * @param policies the folder of the operator's own modules, where the command said so
 * @param node where the engine runs, where the command said so
 * @param device what the models run on, where the command said so
 * @param cache where models and the stores' programs are kept
 * @param terminal whether what is printed goes to one
 */
public record UpSettings(
    DataFolder folder,
    Ports ports,
    Optional<Path> external,
    boolean demo,
    Optional<String> policy,
    Optional<Path> policies,
    Optional<NodeMode> node,
    Optional<Device> device,
    CacheFolder cache,
    boolean terminal) {}
