package io.tickwire.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts as people have them, and what is none in words. */
final class AuthorityTest {
    @ParameterizedTest
    @CsvSource({"ws://binance_proxy:9301,binance_proxy,9301", "ws://a_b,a_b,-1",
        "http://_x_.y_z.example/p?q,_x_.y_z.example,-1",
        "wss://fstream.example:443,fstream.example,443",
        "ws://[::1]:1/x,::1,1", "ws://[fe80::1],fe80::1,-1",
        "http://127.0.0.1:65535,127.0.0.1,65535",
        "ws://h:,h,-1", "ws://1_2:80,1_2,80", "ws://a-_b.c_d:7,a-_b.c_d,7"})
    void hostAndPort(String uri, String host, int port) {
        Authority authority = Authority.of(URI.create(uri));
        assertThat(authority).isEqualTo(new Authority(host, port));
        assertThat(URI.create("ws://" + authority + "/x").getRawAuthority())
            .isEqualTo(authority.toString());
    }

    @ParameterizedTest
    @CsvSource({"ws:///x,without a host", "ws:x,without a host", "ws://:1,without a host",
        "ws://user:key@h,user's name", "ws://a_b:70000,port 70000", "ws://h:0,port 0",
        "ws://h:999999999999,port 999999999999", "ws://a_b:x,no host and port",
        "ws://a_b:1:2,no host and port", "ws://a+b,no host and port"})
    void whatIsNoneIsSaidInWords(String uri, String words) {
        assertThatThrownBy(() -> Authority.of(URI.create(uri)))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(words)
            .hasMessageNotContaining("key@");
    }
}
