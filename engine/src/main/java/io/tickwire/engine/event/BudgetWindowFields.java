package io.tickwire.engine.event;

/** Offsets of {@link EventType#BUDGET_WINDOW}. */
public final class BudgetWindowFields {
    public static final int WINDOW = EventType.BUDGET_WINDOW.offset("window");
    public static final int WINDOW_KIND = EventType.BUDGET_WINDOW.offset("window_kind");
    public static final int DURATION_NS = EventType.BUDGET_WINDOW.offset("duration_ns");
    public static final int LIMIT = EventType.BUDGET_WINDOW.offset("limit");

    private BudgetWindowFields() {
    }
}
