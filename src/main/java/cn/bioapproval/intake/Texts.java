package cn.bioapproval.intake;

/** What may stand in a text, and how a text is repeated to the one who typed it. */
final class Texts {

    private static final int ECHO = 40;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Texts() {}

    /** Line ends as in the field (one line: none), no blanks at either end. */
    static String clean(String text, boolean oneLine) throws Unfit {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c)) {
                throw new Unfit("含有不可见的控制字符，请删除后重新填写");
            }
            if (isBidirectional(c)) {
                throw new Unfit("含有改变文字方向的不可见字符，请删除后重新填写");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new Unfit("含有无法识别的字符，请删除后重新填写");
                }
                i++;
            }
        }
        String lines = oneLine
                ? text.replace('\r', ' ').replace('\n', ' ').replace('\t', ' ')
                : text.replace("\r\n", "\n").replace('\r', '\n');
        return trim(lines);
    }

    /** As the browser trims: all kinds of blanks, the ideographic one included. */
    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == BYTE_ORDER_MARK;
    }

    private static boolean isControl(char c) {
        return Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
    }

    private static boolean isBidirectional(char c) {
        return c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
    }

    /** The value as a message may repeat it: at most 40 characters, none of them invisible. */
    static String echo(Object value) {
        String text = String.valueOf(value instanceof Number number ? number(number) : value);
        StringBuilder shown = new StringBuilder();
        int count = 0;
        for (int i = 0; i < text.length() && count < ECHO; count++) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            boolean visible = c <= Character.MAX_CODE_POINT
                    && !Character.isISOControl(c)
                    && !(c <= Character.MAX_VALUE && (isBidirectional((char) c) || Character.isSurrogate((char) c)));
            shown.appendCodePoint(visible ? c : '�');
            if (count + 1 == ECHO && i < text.length()) {
                shown.append('…');
            }
        }
        return shown.toString();
    }

    private static String number(Number number) {
        return Decimals.of(number).map(decimal -> Decimals.shortest(decimal).toPlainString()).orElse("过大的数");
    }
}
