/** The people who act for a tenant: its admins and auditors, and how they prove who they are. */
@NullMarked
package io.palimpsest.platform.admins;

import org.jspecify.annotations.NullMarked;
