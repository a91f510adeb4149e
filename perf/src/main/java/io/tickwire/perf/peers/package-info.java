/** {@code bench peers}: other people's clients beside Tickwire, at the same server. */
package io.tickwire.perf.peers;
