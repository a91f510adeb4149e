/** Opens what recordings come packed in: compressed in several ways, zipped, in UTF-16. */
package io.tickwire.transport.recording.unpack;
