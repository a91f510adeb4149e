package io.tickwire.replay.simulate.model;

import java.util.Arrays;

/**
 * Scheduled tasks of the simulation, earliest first; at the same time in order of insertion. Does
 * not allocate.
 */
public final class TaskQueue {
    private Task[] heap = new Task[1024];
    private int size;
    private long orders;

    /** A task that is due at a time. May be scheduled again once it has run. */
    public abstract static class Task {
        private long dueNs;
        private long order;

        /**
         * It happens.
         *
         * @param nowNs true time, ns since the epoch
         */
        protected abstract void run(long nowNs);

        /** @return whether our I/O thread does it, which may be late */
        protected boolean isOurs() {
            return false;
        }

        /** @return when it happens, ns since the epoch */
        public final long dueNs() {
            return dueNs;
        }
    }

    /**
     * Puts a task in.
     *
     * @param dueNs when it happens
     * @param task  not in already
     */
    public void at(long dueNs, Task task) {
        put(dueNs, ++orders, task);
    }

    /**
     * Puts a task off; among others that are put off alike it keeps its place.
     *
     * @param dueNs when it happens now
     * @param task  just taken
     */
    public void defer(long dueNs, Task task) {
        put(dueNs, task.order, task);
    }

    /**
     * Puts a task off before or behind all others of that time.
     *
     * @param dueNs when it happens now
     * @param first before, or else behind
     * @param task  just taken
     */
    public void defer(long dueNs, boolean first, Task task) {
        put(dueNs, first ? 0 : ++orders, task);
    }

    private void put(long dueNs, long order, Task task) {
        task.dueNs = dueNs;
        task.order = order;
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        int at = size++;
        while (at > 0) {
            int parent = at - 1 >>> 1;
            if (!isBefore(task, heap[parent])) {
                break;
            }
            heap[at] = heap[parent];
            at = parent;
        }
        heap[at] = task;
    }

    /** @return when the next task is due, {@link Long#MAX_VALUE} if there is none */
    public long nextNs() {
        return size == 0 ? Long.MAX_VALUE : heap[0].dueNs;
    }

    /** @return the next task, taken out */
    public Task take() {
        Task first = heap[0];
        Task last = heap[--size];
        heap[size] = null;
        int at = 0;
        for (int child = 1; child < size; child = at * 2 + 1) {
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], last)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        if (size > 0) {
            heap[at] = last;
        }
        return first;
    }

    private static boolean isBefore(Task a, Task b) {
        return a.dueNs < b.dueNs || a.dueNs == b.dueNs && a.order < b.order;
    }
}
