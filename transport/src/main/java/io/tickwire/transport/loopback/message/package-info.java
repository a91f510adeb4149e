/**
 * What the venue says: JSON, the messages of streams and their frames. {@code Audience} is all that
 * whoever publishes knows of those who listen.
 */
package io.tickwire.transport.loopback.message;
