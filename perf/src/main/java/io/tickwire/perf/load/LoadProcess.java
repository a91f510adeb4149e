package io.tickwire.perf.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.perf.process.Children;
import io.tickwire.perf.process.VenueProcess;
import io.tickwire.transport.venue.VenueRoots;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The load server in a process of its own, and the calls that tell it how fast. */
public final class LoadProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final VenueProcess process;
    private final HttpClient http;

    /**
     * What was sent since the plan was told.
     *
     * @param sent   messages
     * @param lateUs by how much chunks were written later than intended: the median of the socket
     *               where that was most
     */
    public record Sent(long sent, double lateUs) {
    }

    private LoadProcess(VenueProcess process, HttpClient http) {
        this.process = process;
        this.http = http;
    }

    /**
     * Starts it.
     *
     * @param children that it becomes one of
     * @param tls      wss and https
     * @return listening
     * @throws IOException          if it does not start
     * @throws InterruptedException if the thread is interrupted
     */
    public static LoadProcess start(Children children, boolean tls)
        throws IOException, InterruptedException {
        VenueProcess process = VenueProcess.start(
            children, LoadMain.class, tls ? List.of("--tls") : List.of());
        HttpClient.Builder http = HttpClient.newBuilder();
        if (tls) {
            http.sslContext(trusting(Path.of(process.certificate())));
        }
        return new LoadProcess(process, http.build());
    }

    private static SSLContext trusting(Path pem) throws IOException {
        try (InputStream input = Files.newInputStream(pem)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                "load", CertificateFactory.getInstance("X.509").generateCertificate(input));
            TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IOException("the load server's certificate cannot be read", impossible);
        }
    }

    /** @return its addresses */
    public VenueRoots roots() {
        return process.roots();
    }

    /** @return PEM to trust, null without TLS */
    public String certificate() {
        return process.certificate();
    }

    /** @return id of the process */
    public long pid() {
        return process.pid();
    }

    /**
     * Says how fast sockets that subscribe from now on are fed.
     *
     * @param warmUpRate messages per second, 0 for as many as go
     * @param warmUpNs   how long, from the first message on
     * @param rate       messages per second afterwards, 0 for as many as go
     * @return what ids lack to be times of the monotonic clock, ns
     * @throws IOException          if it does not answer
     * @throws InterruptedException if the thread is interrupted
     */
    public long plan(long warmUpRate, long warmUpNs, long rate)
        throws IOException, InterruptedException {
        return call("/load/plan?" + new LoadPlan(warmUpRate, warmUpNs, rate).text())
            .path("offsetNs").longValue();
    }

    /**
     * What was sent since the plan was told.
     *
     * @return counted by the server
     * @throws IOException          if it does not answer
     * @throws InterruptedException if the thread is interrupted
     */
    public Sent sent() throws IOException, InterruptedException {
        JsonNode reply = call("/load/sent");
        return new Sent(reply.path("sent").longValue(), reply.path("lateUs").doubleValue());
    }

    private JsonNode call(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(roots().rest() + path)).build();
        return JSON.readTree(
            http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    @Override
    public void close() {
        process.close();
    }
}
