package cn.bioapproval.scenarios;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Valid unified social credit codes (GB 32100-2015) for the applicants of one playing of a scenario. They are new each
 * time, because the ledger of the last time is still in the database.
 */
final class CreditCodes {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private final Map<String, String> codes = new LinkedHashMap<>();

    /** The code of the applicant with that name; the same name has the same code until the scenario ends. */
    String of(String applicant) {
        return codes.computeIfAbsent(applicant, any -> next(ThreadLocalRandom.current()));
    }

    /** 12 (public institution), 350200 (Xiamen), nine random characters, check character. */
    static String next(Random random) {
        StringBuilder code = new StringBuilder("12350200");
        while (code.length() < 17) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += ALPHABET.indexOf(code.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return code.append(ALPHABET.charAt((31 - sum % 31) % 31)).toString();
    }
}
