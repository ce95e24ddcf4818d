/** Health, nodes, the queue and schedules. */
@NullMarked
package dev.quern.page.system;

import org.jspecify.annotations.NullMarked;
