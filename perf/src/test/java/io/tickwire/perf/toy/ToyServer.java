package io.tickwire.perf.toy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.tickwire.transport.venue.VenueRoots;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The toy venue's own side, on a free port; its sockets can be taken away and given back. It ends a
 * connection on which it has heard nothing for two seconds.
 */
final class ToyServer implements AutoCloseable {
    private static final String KEY = "key-7";
    private static final Set<String> PACKETS =
        Set.of("POST /quotes", "POST /prices", "POST /statistics");
    /** What every answer says is used of the two windows, as if it were the only one. */
    private static final long FIRST_USED = 1;
    private static final long SECOND_USED = 5;
    private static final long TICK_EVERY_MS = 200;
    private static final int PATIENCE_S = 2;
    private static final int MAX_REQUEST_BYTES = 1 << 16;

    private final EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ChannelGroup sockets = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger pings = new AtomicInteger();
    private final Set<Integer> batches = ConcurrentHashMap.newKeySet();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final List<String> symbols;
    private final String login;
    private final Channel server;
    private volatile boolean withoutSockets;

    private ToyServer(List<String> symbols, String login) {
        this.symbols = symbols;
        this.login = login;
        this.server = new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class)
            .childHandler(new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new HttpServerCodec(),
                        new HttpObjectAggregator(MAX_REQUEST_BYTES), new Calls(), new Lines());
                }
            }).bind("127.0.0.1", 0).syncUninterruptibly().channel();
    }

    static ToyServer start(List<String> symbols) {
        return new ToyServer(symbols, KEY);
    }

    /** One that says something else than a key to whoever logs in. */
    static ToyServer refusing(String message) {
        return new ToyServer(List.of(), message);
    }

    VenueRoots roots() {
        String address = "://127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort();
        return new VenueRoots("ws" + address, "http" + address);
    }

    /** Closes all sockets and refuses new ones; REST goes on. */
    void takeSocketsAway() {
        withoutSockets = true;
        sockets.close();
    }

    void giveSocketsBack() {
        withoutSockets = false;
    }

    /** How many texts it has heard that only say that we are there. */
    int pings() {
        return pings.get();
    }

    /** Paths of the calls that have named instruments. */
    Set<String> asked() {
        return asked;
    }

    /** How many instruments those calls have named. */
    Set<Integer> batches() {
        return batches;
    }

    /** REST and upgrades. */
    private final class Calls extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            String body = request.content().toString(StandardCharsets.US_ASCII);
            String call = request.method() + " " + request.uri();
            if (call.equals("POST /login") && body.equals("{\"pin\":\"1234\"}")) {
                answer(context, HttpResponseStatus.OK, login);
            } else if (!KEY.equals(request.headers().get("X-Key"))) {
                answer(context, HttpResponseStatus.UNAUTHORIZED, "no key");
            } else if (call.equals("GET /feed")) {
                upgrade(context, request);
            } else if (PACKETS.contains(call)) {
                asked.add(request.uri());
                answer(context, HttpResponseStatus.OK, packets(body));
            } else {
                answer(context, HttpResponseStatus.OK, reply(call));
            }
        }

        private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
            if (withoutSockets) {
                answer(context, HttpResponseStatus.SERVICE_UNAVAILABLE, "no sockets");
                return;
            }
            sockets.add(context.channel());
            context.pipeline().addFirst(new ReadTimeoutHandler(PATIENCE_S));
            new WebSocketServerHandshakerFactory("", null, false).newHandshaker(request)
                .handshake(context.channel(), request);
        }

        private String reply(String call) {
            return switch (call) {
                case "GET /time" -> Long.toString(System.currentTimeMillis());
                case "GET /instruments" -> String.join("\n", symbols);
                default -> throw new IllegalArgumentException(call);
            };
        }

        private ByteBuf packets(String body) {
            int[] tokens = tokens(body.replace("{\"tokens\":[", "").replace("]}", ""));
            batches.add(tokens.length);
            ByteBuf packets = Unpooled.buffer();
            for (int token : tokens) {
                writePacket(packets, token);
            }
            return packets;
        }

        private void answer(
            ChannelHandlerContext context, HttpResponseStatus status, String text) {
            answer(context, status, Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
        }

        private void answer(
            ChannelHandlerContext context, HttpResponseStatus status, ByteBuf body) {
            DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, body);
            response.headers().set("X-Used-0", FIRST_USED).set("X-Used-1", SECOND_USED);
            HttpUtil.setContentLength(response, response.content().readableBytes());
            context.writeAndFlush(response);
        }
    }

    /** What comes by sockets. */
    private final class Lines extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            String[] parts = frame.text().split("\\|");
            if (parts[0].equals("ping")) {
                pings.incrementAndGet();
                context.writeAndFlush(new TextWebSocketFrame("pong"));
                return;
            }
            context.writeAndFlush(new TextWebSocketFrame("ok|" + parts[1]));
            int[] tokens = tokens(parts[2]);
            ScheduledFuture<?> ticks = context.executor().scheduleAtFixedRate(() -> {
                for (int token : tokens) {
                    ByteBuf packet = context.alloc().buffer(ToyDecoder.LENGTH);
                    writePacket(packet, token);
                    context.write(new BinaryWebSocketFrame(packet));
                }
                context.flush();
            }, 0, TICK_EVERY_MS, TimeUnit.MILLISECONDS);
            context.channel().closeFuture().addListener(closed -> ticks.cancel(false));
        }
    }

    private static int[] tokens(String list) {
        return Arrays.stream(list.split(",")).mapToInt(Integer::parseInt).toArray();
    }

    private void writePacket(ByteBuf packet, int token) {
        long number = numbers.incrementAndGet();
        packet.writeIntLE(token).writeLongLE(number).writeLongLE(System.currentTimeMillis())
            .writeLongLE(10_000 + number).writeLongLE(10_005 + number)
            .writeLongLE(10_005 + number).writeLongLE(number);
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
