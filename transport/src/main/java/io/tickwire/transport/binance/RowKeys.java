package io.tickwire.transport.binance;

import org.agrona.concurrent.UnsafeBuffer;

/** Which keys of a row are known, and the slot of {@link RowFields} that each has. */
interface RowKeys {
    /**
     * Slot of a key.
     *
     * @param buffer holds its text
     * @param start  offset of the first byte
     * @param length bytes
     * @return its slot or {@link RowFields#UNKNOWN}
     */
    int slot(UnsafeBuffer buffer, int start, int length);
}
