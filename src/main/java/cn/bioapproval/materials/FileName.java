package cn.bioapproval.materials;

import cn.bioapproval.cases.Refusal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name under which somebody hands in a file. It is kept and shown, never used as a path; a name that could be taken for
 * a path, or reads otherwise than it is written, is refused all the same.
 */
record FileName(String text) {

    static final int LONGEST = 200;

    private static final Pattern PATH = Pattern.compile("[/\\\\:\u2044\u2215\u29F8\uFF0F\uFF3C]|^\\.+$");
    /** Control and format characters (among them those that turn the direction of writing), halves of pairs, unassigned. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Co}\u2028\u2029]");
    private static final Pattern UNSAVABLE = Pattern.compile("[<>\"|?*]|[. ]$|^ ");

    /**
     * Reads a name.
     *
     * @throws Refusal {@code ERR_MATERIAL_NAME} if it is none
     */
    static FileName of(String given) {
        String name = Normalizer.normalize(given, Normalizer.Form.NFC);
        if (name.isBlank()) {
            throw refused("文件没有名称，请为文件命名后重新上传。");
        }
        if (name.codePointCount(0, name.length()) > LONGEST || name.length() > LONGEST) {
            throw refused("文件名过长（上限 " + LONGEST + " 个字），请缩短后重新上传。");
        }
        if (PATH.matcher(name).find()) {
            throw refused("文件名中不能含有路径（/、\\、: 等），请只保留文件名后重新上传。");
        }
        if (INVISIBLE.matcher(name).find()) {
            throw refused("文件名中含有看不见的控制字符，请重新命名后上传。");
        }
        if (UNSAVABLE.matcher(name).find()) {
            throw refused("文件名中不能含有 < > \" | ? *，也不能以空格或句点开头、结尾，请重新命名后上传。");
        }
        return new FileName(name);
    }

    /** What stands after the last dot, in lower case; empty if there is none. */
    String extension() {
        int dot = text.lastIndexOf('.');
        return dot < 1 ? "" : text.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static Refusal refused(String message) {
        return Refusal.invalid(Refusals.NAME, message);
    }
}
