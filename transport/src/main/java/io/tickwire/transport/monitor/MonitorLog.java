package io.tickwire.transport.monitor;

import java.util.function.Consumer;

/**
 * Where a monitor writes its messages, by level.
 *
 * @param debug for whoever looks for a fault
 * @param info  what went on
 * @param warn  what a person should look at
 */
public record MonitorLog(
    Consumer<String> debug, Consumer<String> info, Consumer<String> warn) {
}
