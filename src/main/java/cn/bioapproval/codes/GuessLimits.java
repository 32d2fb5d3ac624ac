package cn.bioapproval.codes;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * How often may be asked. Failures are what counts: an address has few (ten, then one a minute), a number many (a
 * hundred, then one every five seconds), so that nobody bars a case or certificate for its owner by guessing from one
 * place, and guessing from a thousand places finds nothing in a life time. All requests of an address together are
 * bounded too (sixty, then one a second). An IPv6 address counts with its /64, which one customer has. In the memory of
 * this process.
 */
public final class GuessLimits {

    private static final int MOST_KEYS = 100_000;
    private static final int BYTES_OF_A_NETWORK = 8;

    private final RateLimit requests;
    private final RateLimit failuresOfAddress;
    private final RateLimit failuresOfNumber;

    public GuessLimits(InstantSource clock) {
        requests = new RateLimit(60, Duration.ofSeconds(1), MOST_KEYS, clock);
        failuresOfAddress = new RateLimit(10, Duration.ofMinutes(1), MOST_KEYS, clock);
        failuresOfNumber = new RateLimit(100, Duration.ofSeconds(5), MOST_KEYS, clock);
    }

    /**
     * One attempt, counted as a failure before it is known to be one, so that many at once gain nothing.
     *
     * @param delay how long to wait when it is not allowed; zero when it is
     */
    public record Attempt(GuessLimits limits, String address, String number, Duration delay) {

        public boolean isAllowed() {
            return delay.isZero();
        }

        /** It was no failure. */
        public void succeeded() {
            limits.failuresOfAddress.giveBack(address);
            limits.failuresOfNumber.giveBack(number);
        }
    }

    /**
     * A question that nobody can guess at.
     *
     * @return how long to wait when it is not allowed; zero when it is
     */
    public Duration ask(String remoteAddress) {
        return requests.take(network(remoteAddress));
    }

    /** Begins an attempt; counted for whatever number was typed, whether there is such a thing or not. */
    public Attempt begin(String remoteAddress, String number) {
        String address = network(remoteAddress);
        Duration wait = requests.take(address);
        if (wait.isZero()) {
            wait = failuresOfAddress.take(address);
            if (wait.isZero()) {
                wait = failuresOfNumber.take(number);
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

    /** Begins anew, as after a restart. */
    public void forget() {
        requests.forget();
        failuresOfAddress.forget();
        failuresOfNumber.forget();
    }
}
