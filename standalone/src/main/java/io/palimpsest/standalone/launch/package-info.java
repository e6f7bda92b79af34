/**
 * One running instance on one data folder: its lock, its ports, its state file, its log files, its
 * end.
 */
@NullMarked
package io.palimpsest.standalone.launch;

import org.jspecify.annotations.NullMarked;
