/**
 * REST without sockets: what is answered to a call, what it weighs, and who has called too much.
 * What is told of a symbol comes through {@code RestRows}, whatever the traffic's source.
 */
package io.tickwire.transport.loopback.rest;
