package io.tickwire.perf.load;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * The load server as a process of its own, which ends when its stdin does. One line on stdout says
 * where it listens; {@code --tls} makes that wss and https.
 */
public final class LoadMain {
    private LoadMain() {
    }

    /**
     * Serves.
     *
     * @param arguments perhaps {@code --tls}
     * @throws IOException              if it cannot listen
     * @throws GeneralSecurityException if no certificate can be made
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        try (LoadServer server = LoadServer.start(Arrays.asList(arguments).contains("--tls"))) {
            System.out.println(server.roots());
            System.out.flush();
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}
