package io.tickwire.engine.event;

/**
 * The 48 bytes in front of every slot and every record, little-endian.
 *
 * <pre>
 *  0 i32 Wire length word        slot: length (24 bits) and format of the frame to journal first
 *  4 i32 CRC32C                  slot: arena position of that frame
 *  8 u8  type   9 u8 source   10 u8 flags   11 u8 ordinal (0 = input, 1.. = its outputs)
 * 12 i32 instrument id, 0 = none
 * 16 i64 input sequence
 * 24 i64 engine time, ns since the epoch
 * 32 i64 receive time, ns since the epoch, as observed
 * 40 u16 link   42 i8 price exponent   43 i8 quantity exponent
 * 44 i32 length of the variable part, bytes
 * 48 ..  body of longs, then the variable part, padded with zeros to a multiple of 8
 * </pre>
 *
 * In a slot the first two words are free until the journal needs them, so they say where in the
 * arena the frame lies from which this is the first event. The variable part of a slot lies in
 * the arena too; its position is the last word of the slot ({@link #SLOT_VAR_POSITION}).
 */
public final class Header {
    public static final int LENGTH_WORD = 0;
    public static final int CRC = 4;
    public static final int TYPE = 8;
    public static final int SOURCE = 9;
    public static final int FLAGS = 10;
    public static final int ORDINAL = 11;
    public static final int INSTRUMENT = 12;
    public static final int SEQUENCE = 16;
    public static final int ENGINE_NS = 24;
    public static final int RECEIVE_NS = 32;
    public static final int LINK = 40;
    public static final int PRICE_EXPONENT = 42;
    public static final int QUANTITY_EXPONENT = 43;
    public static final int VAR_LENGTH = 44;
    public static final int LENGTH = 48;

    /** Slot only: length of the frame that the journal writes before this event, 24 bits. */
    public static final int SLOT_FRAME_LENGTH = LENGTH_WORD;
    /** Slot only: format of that frame, the high byte of the length word. */
    public static final int SLOT_FRAME_FORMAT = LENGTH_WORD + 3;
    /** Longest frame that fits the 24 bits, bytes. */
    public static final int MAX_FRAME_LENGTH = (1 << 24) - 1;
    /** Slot only: arena position of that frame. */
    public static final int SLOT_FRAME_POSITION = CRC;
    /** Slot only: arena position of the variable part; only types without ten longs have one. */
    public static final int SLOT_VAR_POSITION = 124;
    /** Bytes of a slot: a header and at most ten longs. */
    public static final int SLOT_LENGTH = 128;
    /** Most longs in a body; types with a variable part have one less, for its position. */
    public static final int MAX_BODY_LONGS = (SLOT_LENGTH - LENGTH) / Long.BYTES;

    private Header() {
    }

    /**
     * Length of a whole record.
     *
     * @param bodyLength bytes of the body
     * @param varLength  bytes of the variable part
     * @return bytes, a multiple of 8
     */
    public static int recordLength(int bodyLength, int varLength) {
        return LENGTH + bodyLength + ((varLength + 7) & ~7);
    }
}
