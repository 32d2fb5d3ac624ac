package cn.bioapproval.experts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Drawing by lot that anybody can check: an expert's lot is {@code SHA-256("<seed>:<expert id>")} in hexadecimal, and
 * the smallest lots are drawn. The order of the pool plays no part.
 */
final class Lot {

    private static final int SEED_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Lot() {}

    /** A fresh seed that nobody can foresee: 128 bits in hexadecimal. */
    static String newSeed() {
        byte[] seed = new byte[SEED_BYTES];
        RANDOM.nextBytes(seed);
        return HexFormat.of().formatHex(seed);
    }

    /** The experts in the order of their lots. */
    static List<Long> order(String seed, Collection<Long> expertIds) {
        return expertIds.stream().distinct().sorted(Comparator.comparing(id -> lot(seed, id))).toList();
    }

    private static String lot(String seed, long expertId) {
        try {
            byte[] text = (seed + ":" + expertId).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
