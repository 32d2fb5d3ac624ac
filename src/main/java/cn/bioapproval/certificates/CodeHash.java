package cn.bioapproval.certificates;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.bioapproval.codes.TypedCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What the register keeps of the code on a paper: SHA-256 over number and code. The code is 59 random bits, so the hash
 * needs neither key nor slowness.
 */
final class CodeHash {

    private CodeHash() {}

    /** @param code as printed or as typed */
    static byte[] of(String number, String code) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((number + "\n" + TypedCode.meant(code)).getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
