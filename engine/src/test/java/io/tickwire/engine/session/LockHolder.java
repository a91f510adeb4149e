package io.tickwire.engine.session;

import java.io.IOException;
import java.nio.file.Path;

/** A second process that opens a session and holds it until its input ends. */
final class LockHolder {
    private LockHolder() {
    }

    public static void main(String[] args) throws IOException {
        try (SessionFolder session = SessionFolder.open(Path.of(args[0]))) {
            System.out.println("holding " + session.id());
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (SessionException e) {
            System.out.println(e.getMessage());
        }
    }
}
