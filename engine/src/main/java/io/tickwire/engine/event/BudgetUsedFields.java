package io.tickwire.engine.event;

/** Offsets of {@link EventType#BUDGET_USED}. */
public final class BudgetUsedFields {
    public static final int REQUEST = EventType.BUDGET_USED.offset("request");
    public static final int WINDOW = EventType.BUDGET_USED.offset("window");
    public static final int USED = EventType.BUDGET_USED.offset("used");

    private BudgetUsedFields() {
    }
}
