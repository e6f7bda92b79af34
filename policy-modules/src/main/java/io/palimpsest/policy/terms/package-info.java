/**
 * What a policy module says, part by part: classes of data, purposes, families of interfaces, ages,
 * regions, sub-processors, acceptance. Values only; {@code io.palimpsest.policy.decision} decides
 * by them.
 */
@NullMarked
package io.palimpsest.policy.terms;

import org.jspecify.annotations.NullMarked;
