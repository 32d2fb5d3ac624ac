package cn.bioapproval.tracking;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * How often may be asked. Failures are what counts: an address has few (ten, then one a minute), a case number many (a
 * hundred, then one every five seconds), so that nobody bars a case for its owner by guessing from one place, and
 * guessing from a thousand places finds nothing in a life time. All requests of an address together are bounded too
 * (sixty, then one a second). An IPv6 address counts with its /64, which one customer has. In the memory of this
 * process.
 */
final class QueryLimits {

    private static final int MOST_KEYS = 100_000;
    private static final int BYTES_OF_A_NETWORK = 8;

    private final RateLimit requests;
    private final RateLimit failuresOfAddress;
    private final RateLimit failuresOfCase;

    QueryLimits(InstantSource clock) {
        requests = new RateLimit(60, Duration.ofSeconds(1), MOST_KEYS, clock);
        failuresOfAddress = new RateLimit(10, Duration.ofMinutes(1), MOST_KEYS, clock);
        failuresOfCase = new RateLimit(100, Duration.ofSeconds(5), MOST_KEYS, clock);
    }

    /**
     * One attempt, counted as a failure before it is known to be one, so that many at once gain nothing.
     *
     * @param delay how long to wait when it is not allowed; zero when it is
     */
    record Attempt(QueryLimits limits, String address, String number, Duration delay) {

        boolean isAllowed() {
            return delay.isZero();
        }

        /** It was no failure. */
        void succeeded() {
            limits.failuresOfAddress.giveBack(address);
            limits.failuresOfCase.giveBack(number);
        }
    }

    /** Begins an attempt; counted for whatever number was typed, whether there is such a case or not. */
    Attempt begin(String remoteAddress, String number) {
        String address = network(remoteAddress);
        Duration wait = requests.take(address);
        if (wait.isZero()) {
            wait = failuresOfAddress.take(address);
            if (wait.isZero()) {
                wait = failuresOfCase.take(number);
                if (!wait.isZero()) {
                    failuresOfAddress.giveBack(address);
                }
            }
        }
        return new Attempt(this, address, number, wait);
    }

    static String network(String remoteAddress) {
        try {
            InetAddress address = InetAddress.getByName(remoteAddress);
            return address instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), BYTES_OF_A_NETWORK)) + "/64"
                    : address.getHostAddress();
        } catch (UnknownHostException e) {
            return remoteAddress;
        }
    }

    void forget() {
        requests.forget();
        failuresOfAddress.forget();
        failuresOfCase.forget();
    }
}
