package cn.bioapproval.tracking;

/** A name of which whoever has the letter recognises the applicant, and nobody else learns it. */
final class MaskedName {

    private static final String MASK = "***";

    private MaskedName() {}

    /** The first and last two signs of a long name, one of each of a shorter one; its length is not told. */
    static String of(String name) {
        int[] signs = name.strip().codePoints().toArray();
        int shown = signs.length >= 6 ? 2 : signs.length >= 4 ? 1 : 0;
        if (shown == 0) {
            return signs.length < 2 ? MASK : new String(signs, 0, 1) + MASK;
        }
        return new String(signs, 0, shown) + MASK + new String(signs, signs.length - shown, shown);
    }
}
