/**
 * Where the traffic comes from: the seeded market or a recording, published to an audience and
 * told to REST calls. Knows neither sockets nor faults.
 */
package io.tickwire.transport.loopback.feed;
