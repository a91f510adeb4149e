/** Text that others wrote, made fit for people to read. */
package io.tickwire.engine.text;
