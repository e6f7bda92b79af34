/** What an operator does with tenants, AppIDs and keys, on the control store. */
@NullMarked
package io.palimpsest.standalone.admin;

import org.jspecify.annotations.NullMarked;
