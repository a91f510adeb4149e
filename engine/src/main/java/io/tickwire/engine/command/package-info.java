/** What all command lines have in common: their streams, their errors and their exit codes. */
package io.tickwire.engine.command;
