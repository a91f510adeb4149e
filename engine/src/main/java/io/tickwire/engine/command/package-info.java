/** What all commands share: streams, error messages and exit codes. */
package io.tickwire.engine.command;
