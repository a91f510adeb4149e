package io.tickwire.engine.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The table of paper cases, worked out by hand to the last digit from docs/PAPER.md: steps as
 * {@link PaperRig} has them, behind the bar what is reported by each, behind the sign of equality
 * position and cash at the end. Latency 20 ms, maker 0.02 %, taker 0.05 %, 10,000 at the start.
 */
final class PaperCasesTest {
    private static final String CASES = """
        crossed quote
        quote 100.10 x 1 / 100.00 x 1
        buy MARKET IOC 1 #1
        +20ms                             | accepted 1; expired 1 no quote
        = 0 10000

        locked quote
        quote 100.00 x 1 / 100.00 x 1
        sell MARKET IOC 1 #1
        +20ms                             | accepted 1; expired 1 no quote
        = 0 10000

        zero size, on either side
        quote 100.00 x 1 / 100.10 x 0
        buy MARKET IOC 1 #1
        sell MARKET IOC 1 #2
        +20ms | accepted 1; expired 1 no quote; accepted 2; expired 2 no quote
        = 0 10000

        one side empty, or without a size that is told
        quote 0.00 x 0 / 100.10 x 1
        buy LIMIT IOC 1 @ 100.10 #1
        +20ms                             | accepted 1; expired 1 no quote
        quote - x - / 100.10 x 1
        buy LIMIT FOK 1 @ 100.10 #2
        +20ms                             | accepted 2; expired 2 no quote
        quote 100.00 x 1 / 100.10 x -
        buy MARKET IOC 1 #3
        +20ms                             | accepted 3; expired 3 no quote
        = 0 10000

        before the first quote
        buy MARKET IOC 1 #1
        +20ms                             | accepted 1; expired 1 no quote
        = 0 10000

        several orders on one quote
        quote 100.00 x 2 / 100.10 x 3
        buy MARKET IOC 2 #1
        buy MARKET IOC 2 #2
        buy MARKET IOC 1 #3
        +20ms | accepted 1; filled 1 2 @ 100.10 taker fee 0.1001; accepted 2; filled 2 1 @ 100.10 taker fee 0.05005; expired 2 remainder; accepted 3; expired 3 nothing shown
        = 3 9999.84985

        a grown quantity adds, a shrunk one limits
        quote 100.00 x 2 / 100.10 x 3
        buy MARKET IOC 3 #1
        +20ms                             | accepted 1; filled 1 3 @ 100.10 taker fee 0.15015
        quote 99.99 x 2 / 100.10 x 3
        buy MARKET IOC 1 #2
        +20ms                             | accepted 2; expired 2 nothing shown
        quote 100.00 x 2 / 100.10 x 5
        buy MARKET IOC 3 #3
        +20ms | accepted 3; filled 3 2 @ 100.10 taker fee 0.1001; expired 3 remainder
        quote 100.00 x 2 / 100.10 x 1
        quote 100.00 x 2 / 100.10 x 1.5
        buy MARKET IOC 1 #4
        +20ms | accepted 4; filled 4 0.5 @ 100.10 taker fee 0.025025; expired 4 remainder
        = 5.5 9999.724725

        a shrunk quantity is all there is
        quote 100.00 x 2 / 100.10 x 5
        buy MARKET IOC 1 #1
        +20ms                             | accepted 1; filled 1 1 @ 100.10 taker fee 0.05005
        quote 100.00 x 2 / 100.10 x 3
        buy MARKET IOC 5 #2
        +20ms | accepted 2; filled 2 3 @ 100.10 taker fee 0.15015; expired 2 remainder
        = 4 9999.7998

        a changed price starts anew
        quote 100.00 x 2 / 100.10 x 3
        buy MARKET IOC 3 #1
        +20ms                             | accepted 1; filled 1 3 @ 100.10 taker fee 0.15015
        quote 100.00 x 2 / 100.20 x 3
        quote 100.00 x 2 / 100.10 x 3
        buy MARKET IOC 3 #2
        +20ms                             | accepted 2; filled 2 3 @ 100.10 taker fee 0.15015
        = 6 9999.6997

        resting behind 5 of which 3.2 trade
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 1 @ 100.00 #1
        +20ms                             | accepted 1
        +1ms trade sell 3.2 @ 100.00
        +1ms trade sell 2 @ 100.00        | filled 1 0.2 @ 100.00 maker fee 0.004
        +1ms trade buy 9 @ 100.00
        +1ms trade sell 5 @ 100.00        | filled 1 0.8 @ 100.00 maker fee 0.016
        = 1 9999.98

        trades through its price
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 2 @ 100.00 #1
        +20ms                             | accepted 1
        +1ms trade sell 1.5 @ 99.99       | filled 1 1.5 @ 100.00 maker fee 0.03
        +1ms trade sell 4 @ 99.98         | filled 1 0.5 @ 100.00 maker fee 0.01
        = 2 9999.96

        quotes of the other side at its price and through it
        quote 100.00 x 5 / 100.10 x 3
        sell LIMIT GTC 2 @ 100.10 #1
        +20ms                             | accepted 1
        +1ms quote 100.10 x 0.5 / 100.20 x 1 | filled 1 0.5 @ 100.10 maker fee 0.01001
        +1ms quote 100.10 x 0.5 / 100.30 x 1
        +1ms quote 100.15 x 4 / 100.20 x 1 | filled 1 1.5 @ 100.10 maker fee 0.03003
        = -2 9999.95996

        better than the best: nothing is ahead
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTX 1 @ 100.05 #1
        +20ms                             | accepted 1
        +1ms trade sell 0.4 @ 100.05      | filled 1 0.4 @ 100.05 maker fee 0.008004
        +1ms trade sell 2 @ 100.05        | filled 1 0.6 @ 100.05 maker fee 0.012006
        = 1 9999.97999

        deeper than the best: behind all that is shown when its price is the best
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 1 @ 99.90 #1
        +20ms                             | accepted 1
        +1ms trade sell 7 @ 99.90
        +1ms quote 99.90 x 2 / 100.00 x 1
        trade sell 9 @ 99.90
        +1ms quote 99.90 x 8 / 100.00 x 1
        +1ms trade sell 2.5 @ 99.90       | filled 1 0.5 @ 99.90 maker fee 0.00999
        = 0.5 9999.99001

        a worse best price of its own side: nothing is ahead any more
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 1 @ 100.00 #1
        +20ms                             | accepted 1
        +1ms quote 99.90 x 9 / 100.10 x 3
        trade sell 9 @ 100.00
        +1ms trade sell 0.3 @ 100.00      | filled 1 0.3 @ 100.00 maker fee 0.006
        = 0.3 9999.994

        quotes do not shorten the queue
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 1 @ 100.00 #1
        +20ms                             | accepted 1
        +1ms quote 100.00 x 0.1 / 100.10 x 3
        +1ms trade sell 4.9 @ 100.00
        +1ms trade sell 0.2 @ 100.00      | filled 1 0.1 @ 100.00 maker fee 0.002
        = 0.1 9999.998

        post-only
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTX 1 @ 100.10 #1
        sell LIMIT GTX 1 @ 99.00 #2
        sell LIMIT GTX 1 @ 100.01 #3
        +20ms | accepted 1; expired 1 would cross; accepted 2; expired 2 would cross; accepted 3
        = 0 10000

        reduce-only larger than the position
        quote 100.00 x 5 / 100.10 x 3
        buy MARKET IOC 2 #1
        sell MARKET IOC 5 #2 reduce
        sell MARKET IOC 1 #3 reduce
        +20ms | accepted 1; filled 1 2 @ 100.10 taker fee 0.1001; accepted 2; filled 2 2 @ 100.00 taker fee 0.1; expired 2 reduce only; accepted 3; expired 3 reduce only
        = 0 9999.5999

        reduce-only that would add
        quote 100.00 x 5 / 100.10 x 3
        buy MARKET IOC 2 #1
        buy LIMIT GTC 1 @ 99.00 #2 reduce
        +20ms | accepted 1; filled 1 2 @ 100.10 taker fee 0.1001; accepted 2; expired 2 reduce only
        = 2 9999.8999

        resting reduce-only: what it cannot take of a trade others have
        quote 100.00 x 5 / 100.10 x 3
        buy MARKET IOC 1 #1
        sell LIMIT GTC 3 @ 100.20 #2 reduce
        sell LIMIT GTC 1 @ 100.25 #3
        +20ms | accepted 1; filled 1 1 @ 100.10 taker fee 0.05005; accepted 2; accepted 3
        +1ms trade buy 2 @ 100.30 | filled 2 1 @ 100.20 maker fee 0.02004; expired 2 reduce only; filled 3 1 @ 100.25 maker fee 0.02005
        = -1 10000.00986

        resting reduce-only: what it cannot take of a quote others have
        quote 100.00 x 5 / 100.10 x 3
        buy MARKET IOC 1 #1
        sell LIMIT GTC 3 @ 100.20 #2 reduce
        sell LIMIT GTC 1 @ 100.25 #3
        +20ms | accepted 1; filled 1 1 @ 100.10 taker fee 0.05005; accepted 2; accepted 3
        +1ms quote 100.30 x 2 / 100.40 x 3 | filled 2 1 @ 100.20 maker fee 0.02004; expired 2 reduce only; filled 3 1 @ 100.25 maker fee 0.02005
        = -1 10000.00986

        resting reduce-only whose position is gone
        quote 100.00 x 5 / 100.10 x 3
        buy MARKET IOC 1 #1
        sell LIMIT GTC 1 @ 100.20 #2 reduce
        sell MARKET IOC 1 #3
        +20ms | accepted 1; filled 1 1 @ 100.10 taker fee 0.05005; accepted 2; accepted 3; filled 3 1 @ 100.00 taker fee 0.05
        +1ms trade buy 1 @ 100.30         | expired 2 reduce only
        = 0 9999.79995

        exponents that become finer in mid-session
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 1 @ 100.00 #1
        +20ms                             | accepted 1
        buy LIMIT IOC 1 @ 100.10 #2
        +5ms scale 3 4
        +15ms                             | accepted 2; filled 2 1 @ 100.10 taker fee 0.05005
        +1ms trade sell 5.5 @ 100.00      | filled 1 0.5 @ 100.000 maker fee 0.01
        replace #1 0.9 @ 100.00
        scale 4 4
        +20ms                             | replaced 1 0.9 @ 100.0000
        +1ms quote 99.985 x 1 / 99.990 x 0.0005 decimals 3 4 | filled 1 0.0005 @ 100.0000 maker fee 0.00001
        = 1.5005 9999.93994

        what was filled before, and what is kept for want of room, in finer exponents
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 1 @ 100.00 #1
        +20ms                             | accepted 1
        +1ms trade sell 5.4 @ 100.00      | filled 1 0.4 @ 100.00 maker fee 0.008
        full
        +1ms trade sell 0.1 @ 100.00
        scale 3 4
        room
        +1ms                              | filled 1 0.1 @ 100.000 maker fee 0.002
        +1ms trade sell 9 @ 100.00        | filled 1 0.5 @ 100.000 maker fee 0.01
        = 1 9999.98

        requests due at the very input that makes exponents finer
        quote 100.00 x 5 / 100.10 x 3
        buy MARKET IOC 1 #1
        +20ms                             | accepted 1; filled 1 1 @ 100.10 taker fee 0.05005
        sell MARKET IOC 2 #2 reduce
        buy LIMIT IOC 1 @ 100.10 #3
        +20ms scale 3 4 | accepted 2; filled 2 1 @ 100.00 taker fee 0.05; expired 2 reduce only; accepted 3; filled 3 1 @ 100.10 taker fee 0.05005
        = 1 9999.7499

        an order that does not fit finer exponents
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 9000000000000000 @ 99.00 #1
        +20ms                             | accepted 1
        buy LIMIT GTC 9000000000000000 @ 99.00 #2
        scale 2 4                         | expired 1 invalid
        +20ms                             | rejected 2 invalid
        = 0 10000

        a quote with more decimals than the instrument
        quote 100.004 x 1.0000 / 100.005 x 0.2345 decimals 3 4
        buy LIMIT IOC 1 @ 100.00 #1
        buy MARKET IOC 1 #2
        +20ms | accepted 1; expired 1 limit not reached; accepted 2; filled 2 0.234 @ 100.005 taker fee 0.01170059; expired 2 remainder
        = 0.234 9999.98829941

        funding while short: by the last mark and rate from before
        quote 100.00 x 5 / 100.10 x 3
        sell MARKET IOC 2 #1
        +20ms                             | accepted 1; filled 1 2 @ 100.00 taker fee 0.1
        mark 101.00 rate 0.0001 next 1000ms
        +979ms mark 102.50 rate 0.0002 next 1000ms
        +1ms mark 99.00 rate 0.5 next 2000ms | funded 1 0.041
        +1ms mark 99.00 rate 0.5 next 2000ms
        = -2 9999.941

        funding while long is rounded up, and paid once
        quote 100.00 x 5 / 100.10 x 3
        buy MARKET IOC 1 #1
        +20ms                             | accepted 1; filled 1 1 @ 100.10 taker fee 0.05005
        mark 100.123456 rate 0.000001 next 1000ms
        second mark 100.00 rate 0.1 next 1000ms
        +980ms mark 1 rate 0.1 next 1000ms | funded 1 -0.00010013
        +10ms mark 1 rate 0.1 next 1000ms
        +10ms second mark 1 rate 0.1 next 1000ms
        = 1 9999.94984987

        cancel crossing a fill
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 1 @ 100.00 #1
        +20ms                             | accepted 1
        cancel #1
        +10ms trade sell 6 @ 100.00       | filled 1 1 @ 100.00 maker fee 0.02
        +10ms                             | cancel rejected 1 already done
        = 1 9999.98

        cancels, of orders known and unknown
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 1 @ 100.00 #1
        cancel #1
        cancel #1
        cancel #9
        replace #9 1 @ 100.00
        +20ms | accepted 1; cancelled 1; cancel rejected 1 already done; cancel rejected 9 unknown order; replace rejected 9 unknown order
        +1ms trade sell 9 @ 99.00
        = 0 10000

        latency: at the market when exactly due, one nanosecond before not
        quote 100.00 x 5 / 100.10 x 3
        buy MARKET IOC 1 #1
        +19999999ns quote 100.00 x 5 / 100.20 x 3
        +1ns quote 100.00 x 5 / 100.30 x 3 | accepted 1; filled 1 1 @ 100.20 taker fee 0.0501
        = 1 9999.9499

        FOK by one lot too little, and with just enough
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT FOK 3.001 @ 100.10 #1
        buy LIMIT FOK 3 @ 100.10 #2
        buy LIMIT FOK 0.001 @ 100.10 #3
        +20ms | accepted 1; expired 1 cannot be filled whole; accepted 2; filled 2 3 @ 100.10 taker fee 0.15015; accepted 3; expired 3 cannot be filled whole
        = 3 9999.84985

        IOC by its limit
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT IOC 1 @ 100.09 #1
        buy LIMIT IOC 5 @ 100.20 #2
        +20ms | accepted 1; expired 1 limit not reached; accepted 2; filled 2 3 @ 100.10 taker fee 0.15015; expired 2 remainder
        = 3 9999.84985

        market order larger than shown
        quote 100.00 x 5 / 100.10 x 3
        sell MARKET IOC 9 #1
        +20ms | accepted 1; filled 1 5 @ 100.00 taker fee 0.25; expired 1 remainder
        = -5 9999.75

        replace down keeps the place, up loses it
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 2 @ 100.00 #1
        +20ms                             | accepted 1
        +1ms trade sell 4 @ 100.00
        replace #1 1 @ 100.00
        +20ms                             | replaced 1 1 @ 100.00
        +1ms trade sell 1.5 @ 100.00      | filled 1 0.5 @ 100.00 maker fee 0.01
        replace #1 3 @ 100.00
        +20ms                             | replaced 1 3 @ 100.00
        +1ms trade sell 5 @ 100.00
        +1ms trade sell 1 @ 100.00        | filled 1 1 @ 100.00 maker fee 0.02
        = 1.5 9999.97

        replace to the same: behind others of ours
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 1 @ 100.00 #1
        buy LIMIT GTC 1 @ 100.00 #2
        +20ms                             | accepted 1; accepted 2
        replace #1 1 @ 100.00
        +20ms                             | replaced 1 1 @ 100.00
        +1ms trade sell 6 @ 100.00        | filled 2 1 @ 100.00 maker fee 0.02
        = 1 9999.98

        replace to a price that trades
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 5 @ 100.00 #1
        replace #1 5 @ 100.10
        +20ms | accepted 1; replaced 1 5 @ 100.10; filled 1 3 @ 100.10 taker fee 0.15015
        +1ms trade sell 1 @ 100.10        | filled 1 1 @ 100.10 maker fee 0.02002
        = 4 9999.82983

        replace to no more than is filled, or a post-only one to where it would cross
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 2 @ 100.00 #1
        buy LIMIT GTX 1 @ 99.99 #2
        +20ms                             | accepted 1; accepted 2
        +1ms trade sell 6 @ 100.00        | filled 1 1 @ 100.00 maker fee 0.02
        replace #1 1 @ 100.00
        replace #2 1 @ 100.10
        +20ms                             | cancelled 1; cancelled 2
        = 1 9999.98

        replace without a price or quantity
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 2 @ 100.00 #1
        replace #1 0 @ 100.00
        replace #1 1 @ 0.00
        +20ms | accepted 1; replace rejected 1 invalid; replace rejected 1 invalid
        +1ms trade sell 6 @ 100.00        | filled 1 1 @ 100.00 maker fee 0.02
        = 1 9999.98

        two orders at one price share a trade, a better price comes first
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 1 @ 100.00 #1
        buy LIMIT GTC 1 @ 100.00 #2
        +20ms                             | accepted 1; accepted 2
        +1ms trade sell 6.5 @ 100.00 | filled 1 1 @ 100.00 maker fee 0.02; filled 2 0.5 @ 100.00 maker fee 0.01
        buy LIMIT GTC 1 @ 100.05 #3
        +20ms                             | accepted 3
        +1ms trade sell 0.7 @ 100.00      | filled 3 0.7 @ 100.05 maker fee 0.014007
        +1ms trade sell 0.5 @ 100.00 | filled 3 0.3 @ 100.05 maker fee 0.006003; filled 2 0.2 @ 100.00 maker fee 0.004
        = 2.7 9999.94599

        the later one is behind what came between, too
        quote 100.00 x 1 / 100.10 x 3
        buy LIMIT GTC 1 @ 100.00 #1
        +20ms                             | accepted 1
        +1ms quote 100.00 x 4 / 100.10 x 3
        buy LIMIT GTC 1 @ 100.00 #2
        +20ms                             | accepted 2
        +1ms trade sell 5 @ 100.00        | filled 1 1 @ 100.00 maker fee 0.02
        +1ms trade sell 0.5 @ 100.00      | filled 2 0.5 @ 100.00 maker fee 0.01
        = 1.5 9999.97

        the later one is not before the earlier, though less was shown when it came
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 1 @ 100.00 #1
        +20ms                             | accepted 1
        +1ms quote 100.00 x 0.1 / 100.10 x 3
        buy LIMIT GTC 1 @ 100.00 #2
        +20ms                             | accepted 2
        +1ms trade sell 3 @ 100.00
        +1ms trade sell 3.5 @ 100.00 | filled 1 1 @ 100.00 maker fee 0.02; filled 2 0.5 @ 100.00 maker fee 0.01
        = 1.5 9999.97

        nor once the earlier is cancelled
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 1 @ 100.00 #1
        +20ms                             | accepted 1
        +1ms quote 100.00 x 0.1 / 100.10 x 3
        buy LIMIT GTC 1 @ 100.00 #2
        cancel #1
        +20ms                             | accepted 2; cancelled 1
        +1ms trade sell 4.9 @ 100.00
        +1ms trade sell 0.6 @ 100.00      | filled 2 0.5 @ 100.00 maker fee 0.01
        = 0.5 9999.99

        nor by the time of its quote, where that goes back
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 1 @ 100.00 #1
        +20ms                             | accepted 1
        +1ms quote 100.00 x 5 / 100.10 x 3 made -30ms
        buy LIMIT GTC 1 @ 100.00 #2
        +20ms                             | accepted 2
        +1ms trade sell 9 @ 100.00 made -47ms
        = 0 10000

        GTC takes what is shown and rests with the remainder
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 5 @ 100.20 #1
        +20ms                             | accepted 1; filled 1 3 @ 100.10 taker fee 0.15015
        +1ms quote 100.00 x 5 / 100.10 x 3
        +1ms quote 100.00 x 5 / 100.15 x 1 | filled 1 1 @ 100.20 maker fee 0.02004
        +1ms trade sell 0.4 @ 100.20      | filled 1 0.4 @ 100.20 maker fee 0.008016
        = 4.4 9999.821794

        what may rest waits for a quote, and meets it as if it came then
        buy LIMIT GTC 1 @ 100.10 #1
        buy LIMIT GTX 1 @ 100.20 #2
        buy LIMIT GTC 1 @ 100.00 #3
        +20ms                             | accepted 1; accepted 2; accepted 3
        +1ms trade sell 9 @ 99.00
        +1ms quote 100.10 x 5 / 100.10 x 3
        +1ms quote 100.00 x 5 / 100.10 x 3 | filled 1 1 @ 100.10 taker fee 0.05005; expired 2 would cross
        +1ms trade sell 5.1 @ 100.00      | filled 3 0.1 @ 100.00 maker fee 0.002
        = 1.1 9999.94795

        stale and polled quotes, polled and fetched trades fill nothing
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 1 @ 100.05 #1
        +20ms                             | accepted 1
        stale
        buy MARKET IOC 1 #2
        +20ms                             | accepted 2; expired 2 stale quote
        quote 99.00 x 5 / 100.00 x 3
        fresh
        poll quote 99.00 x 5 / 100.02 x 3
        buy MARKET IOC 1 #3
        +20ms                             | accepted 3; expired 3 stale quote
        poll trade sell 1 @ 99.00
        backfill trade sell 1 @ 99.00
        quote 99.00 x 5 / 100.03 x 3      | filled 1 1 @ 100.05 maker fee 0.02001
        = 1 9999.97999

        trades made before it came, by the venue's clock
        clock 0ms
        quote 100.00 x 5 / 100.10 x 3 made -100ms
        buy LIMIT GTC 1 @ 100.05 #1
        +20ms                             | accepted 1
        +1ms trade sell 0.5 @ 100.05 made -2ms
        +1ms trade sell 0.5 @ 100.05 made -2ms | filled 1 0.5 @ 100.05 maker fee 0.010005
        clock -7ms
        buy LIMIT GTC 1 @ 100.06 #2
        +20ms                             | accepted 2
        +1ms trade sell 0.5 @ 100.06 made -9ms
        +1ms trade sell 0.5 @ 100.06 made -9ms | filled 2 0.5 @ 100.06 maker fee 0.010006
        = 1 9999.979989

        trades made no later than the quote of its place
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 1 @ 100.00 #1
        +20ms                             | accepted 1
        +1ms trade sell 9 @ 100.00 made -21ms
        +1ms trade sell 9 @ 99.00 made -22ms
        +1ms trade sell 5.5 @ 100.00 made -22ms | filled 1 0.5 @ 100.00 maker fee 0.01
        = 0.5 9999.99

        the moment of a quote is that of the change, not of the message
        quote 100.00 x 5 / 100.10 x 3 made -50ms
        buy LIMIT GTC 1 @ 100.05 #1
        +20ms                             | accepted 1
        +1ms trade sell 1 @ 100.05 made -71ms
        +1ms trade sell 1 @ 100.05 made -71ms | filled 1 1 @ 100.05 maker fee 0.02001
        = 1 9999.97999

        a replaced order came when its replace did
        clock 0ms
        quote 100.00 x 5 / 100.10 x 3 made -100ms
        buy LIMIT GTC 1 @ 100.00 #1
        +20ms                             | accepted 1
        replace #1 1 @ 100.05
        +20ms                             | replaced 1 1 @ 100.05
        +1ms trade sell 1 @ 100.05 made -2ms
        +1ms trade sell 0.5 @ 100.05 made -2ms | filled 1 0.5 @ 100.05 maker fee 0.010005
        = 0.5 9999.989995

        single trades beside the aggregates of the same
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 3 @ 100.00 #1
        +20ms                             | accepted 1
        +1ms single trade sell 1 @ 99.00  | filled 1 1 @ 100.00 maker fee 0.02
        +1ms trade sell 1 @ 99.00         | filled 1 1 @ 100.00 maker fee 0.02
        +1ms single trade sell 1 @ 99.00
        = 2 9999.96

        turned round by one fill
        quote 100.00 x 5 / 100.10 x 3
        buy MARKET IOC 1 #1
        sell MARKET IOC 3 #2
        +20ms | accepted 1; filled 1 1 @ 100.10 taker fee 0.05005; accepted 2; filled 2 3 @ 100.00 taker fee 0.15
        = -2 9999.69995

        what the venue would not take
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 1 @ 0.00 #1
        sell MARKET IOC 0 #2
        +20ms                             | rejected 1 invalid; rejected 2 invalid
        delisted
        buy MARKET IOC 1 #3
        +20ms                             | rejected 3 not trading
        = 0 10000

        symbols do not meet each other
        quote 100.00 x 5 / 100.10 x 3
        second quote 100.00 x 1 / 100.10 x 3
        sell LIMIT GTC 1 @ 100.20 #1
        second sell LIMIT GTC 1 @ 100.20 #2
        +20ms                             | accepted 1; accepted 2
        +1ms second trade buy 1 @ 100.30  | filled 2 1 @ 100.20 maker fee 0.02004
        +1ms trade buy 0.5 @ 100.30       | filled 1 0.5 @ 100.20 maker fee 0.01002
        = -0.5 9999.96994

        no room: what is decided is kept, requests wait
        quote 100.00 x 5 / 100.10 x 3
        buy MARKET IOC 4 #1
        cancel #1
        room 1
        +20ms                             | accepted 1
        +1ms
        room 1
        +1ms                              | filled 1 3 @ 100.10 taker fee 0.15015
        room 1
        +1ms                              | expired 1 remainder
        full
        +1ms
        room
        +1ms                              | cancel rejected 1 already done
        = 3 9999.84985

        no room for fills by trades: they add up
        quote 100.00 x 5 / 100.10 x 3
        buy LIMIT GTC 1 @ 100.00 #1
        sell LIMIT GTC 9 @ 101.00 #2 reduce
        +20ms                             | accepted 1; accepted 2; expired 2 reduce only
        full
        +1ms trade sell 5.4 @ 100.00
        +1ms trade sell 0.3 @ 100.00
        sell LIMIT GTC 9 @ 101.00 #3 reduce
        +20ms
        room
        +1ms | filled 1 0.7 @ 100.00 maker fee 0.014; accepted 3
        +1ms trade buy 9 @ 102.00 | filled 3 0.7 @ 101.00 maker fee 0.01414; expired 3 reduce only
        = 0 10000.67186

        no room: reduce-only and funding reckon with what is kept
        quote 100.00 x 5 / 100.10 x 3
        buy MARKET IOC 1 #1
        sell LIMIT GTC 1 @ 100.20 #2 reduce
        sell LIMIT GTC 1 @ 100.30 #3 reduce
        +20ms | accepted 1; filled 1 1 @ 100.10 taker fee 0.05005; accepted 2; accepted 3
        mark 100.00 rate 0.01 next 23ms
        full
        +1ms trade buy 0.6 @ 100.40
        +1ms trade buy 0.6 @ 100.40
        +1ms mark 100.00 rate 0.01 next 5000ms
        room
        +1ms | filled 2 1 @ 100.20 maker fee 0.02004; expired 3 reduce only
        = 0 10000.02991

        no room for a funding
        quote 100.00 x 5 / 100.10 x 3
        sell MARKET IOC 2 #1
        +20ms                             | accepted 1; filled 1 2 @ 100.00 taker fee 0.1
        mark 100.00 rate 0.01 next 21ms
        full
        +1ms mark 50.00 rate 0.02 next 5000ms
        buy MARKET IOC 2 #2
        +20ms
        room
        +1ms | funded 1 2; accepted 2; filled 2 2 @ 100.10 taker fee 0.1001
        = 0 10001.5999

        state written and read in the middle
        clock 0ms
        quote 100.00 x 5 / 100.10 x 3
        buy MARKET IOC 2 #1
        buy LIMIT GTC 1 @ 100.00 #2
        +20ms | accepted 1; filled 1 2 @ 100.10 taker fee 0.1001; accepted 2
        mark 100.00 rate 0.01 next 26ms
        +1ms trade sell 3.2 @ 100.00
        buy MARKET IOC 2 #3
        replace #2 0.9 @ 100.00
        cancel #2
        restart
        +1ms trade sell 2 @ 100.00        | filled 2 0.2 @ 100.00 maker fee 0.004
        room 1
        +19ms                             | accepted 3
        restart
        room
        +1ms mark 100.00 rate 0.01 next 5000ms | filled 3 1 @ 100.10 taker fee 0.05005; expired 3 remainder; replaced 2 0.9 @ 100.00; cancelled 2; funded 1 -3.2
        restart
        +1ms mark 100.00 rate 0.01 next 26ms
        = 3.2 9996.64585
        """;

    private static List<String> cases() {
        return List.of(CASES.strip().split("\n\n"));
    }

    @TestFactory
    Stream<DynamicTest> holdToTheLastDigit() {
        return cases().stream().map(text -> {
            String[] lines = text.strip().split("\n");
            return DynamicTest.dynamicTest(lines[0], () -> {
                check(lines, new PaperRig(PaperRig.CONFIG));
                check(lines, new PaperRig(PaperRig.CONFIG, true));
            });
        });
    }

    @Test
    void thereAreThirtyAndMore() {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(30);
    }

    private static void check(String[] lines, PaperRig rig) {
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i].strip();
            if (line.startsWith("=")) {
                assertThat(rig.position() + " " + rig.cash()).as(lines[0])
                    .isEqualTo(line.substring(2));
            } else {
                String[] cells = line.split("\\|");
                assertThat(rig.step(cells[0])).as(lines[0] + ", line " + i + ": " + line)
                    .isEqualTo(cells.length == 1 ? "" : cells[1].strip());
            }
        }
    }
}
